// Sphinx with three themes, its PDF, and MyST.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { includedProblems } from './archives.mjs';
import { recipe } from './recipes.mjs';
import { Project, closeBrowser, openBrowser, requirePackage, siteProblems } from './support.mjs';

before(openBrowser);
after(closeBrowser);

const pages = [
  { path: 'index.html', runs: ['run1', 'run2'], labels: ['run1-contour', 'run2-contour'] },
  { path: 'guide/page.html', runs: ['run3'], labels: ['run3-contour'] },
];

const move = (text) => text.replace('docs/', 'docs/guide/').replaceAll(' /', ' /guide/');

const rst = {
  page: 'docs/index.rst',
  inner: { path: 'docs/guide/page.rst', move },
  frame: (title, text, isRoot) => `${title}\n=====\n\n${text}\n${isRoot ? '.. toctree::\n\n   guide/page\n' : ''}`,
};

const myst = {
  page: 'docs/index.md',
  inner: { path: 'docs/guide/page.md', move },
  frame: (title, text, isRoot) => `# ${title}\n\n${text}\n${isRoot ? '```{toctree}\nguide/page\n```\n' : ''}`,
};

const themes = { furo: 'furo', sphinx_rtd_theme: 'python3-sphinx-rtd-theme', alabaster: 'python3-alabaster' };

for (const [theme, name] of Object.entries(themes)) {
  test(`Sphinx: ${theme}`, async () => {
    requirePackage(name, `python3 -c 'import ${theme}'`);
    const project = new Project('Sphinx', rst);
    const [html] = project.recipe.build;
    const commands = [html.replace('-W', `-W -D html_theme=${theme}`)];
    const check = async () => [...project.build(['html'], commands), ...project.published('html'),
      ...await siteProblems(project, 'html', pages, { format: 'svg', name: theme })];

    assert.deepEqual(await check(), []);
    const isDark = theme === 'furo';
    const dark = { format: 'svg', dark: isDark, name: theme, colorScheme: 'dark', theme: 'dark' };
    assert.deepEqual(await siteProblems(project, 'html', pages, dark), []);
    project.remove('run3', 'img/contour_path.svg');
    assert.notDeepEqual(await check(), []);
  });
}

// alabaster itself is always light; what matters is which images the style sheet selects.
test('Sphinx: a theme without the classes', async () => {
  const { files } = recipe('Sphinx, other themes with a dark mode');
  const settings = recipe('Sphinx').files['docs/conf.py'] + files['docs/conf.py'];
  const project = new Project('Sphinx', { ...rst, files: { ...files, 'docs/conf.py': settings } });
  const [html] = project.recipe.build;

  assert.deepEqual(project.build(['html'], [html]), []);
  for (const colorScheme of ['light', 'dark'])
    assert.deepEqual(await siteProblems(project, 'html', pages,
      { format: 'svg', dark: colorScheme === 'dark', name: 'dark-css', colorScheme }), []);
  rmSync(project.path('html/_static/dark.css'));
  const dark = { format: 'svg', dark: true, name: 'dark-css', colorScheme: 'dark' };
  assert.notDeepEqual(await siteProblems(project, 'html', pages, dark), []);
});

test('Sphinx: MyST', async () => {
  requirePackage('python3-myst-parser', "python3 -c 'import myst_parser'");
  const project = new Project('MyST', myst);
  const [html] = project.recipe.build;
  const commands = [html.replace('-W', '-W -D html_theme=furo')];
  const check = async () => [...project.build(['html'], commands), ...project.published('html'),
    ...await siteProblems(project, 'html', pages, { format: 'svg', name: 'myst' })];

  assert.deepEqual(await check(), []);
  const dark = { format: 'svg', dark: true, name: 'myst', theme: 'dark' };
  assert.deepEqual(await siteProblems(project, 'html', pages, dark), []);
  project.remove('run3', 'img/contour_path.svg');
  assert.notDeepEqual(await check(), []);
});

// Paths are not URLs.
for (const [name, options] of Object.entries({ Sphinx: rst, MyST: myst })) {
  test(`Sphinx: directories whose names URLs would encode, in ${name}`, async () => {
    const change = (text) => text.replace('docs/run1', 'docs/bücher#%41/run1').replaceAll(' /run1', ' /bücher#%41/run1');
    const project = new Project(name, { ...options, change });
    const [html] = project.recipe.build;
    const problems = [...project.build(['html'], [html]),
      ...await siteProblems(project, 'html', pages, { format: 'svg', name: 'encoded' })];
    assert.deepEqual(problems, []);
  });
}

// The LaTeX builder takes the PDFs. Only what the last of several passes of LaTeX warns of remains.
test('Sphinx: PDF', () => {
  requirePackage('latexmk', 'command -v latexmk');
  requirePackage('tex-gyre', 'kpsewhich tgtermes.sty');
  const project = new Project('Sphinx', rst);
  const pdf = `${project.recipe.build[1]} -D project=Example`; // the default name depends on the version
  const log = 'pdf/latex/example.log';
  const check = () => [
    ...project.build(['pdf'], [pdf], /^WARNING/m),
    ...project.build([], [`test ! -f ${log} || ! grep -E 'undefined|multiply|Float too large|Overfull' ${log}`]),
    ...includedProblems(project, 'pdf/latex/example.pdf', ['run1', 'run2', 'run3'])];

  assert.deepEqual(check(), []);
  project.remove('run3', 'img/contour_path.pdf');
  assert.notDeepEqual(check(), []);
});
