// Hugo, Asciidoctor, GitHub's Markdown, HTML and LaTeX.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { includedProblems } from './archives.mjs';
import { Project, closeBrowser, openBrowser, output, siteProblems } from './support.mjs';

before(openBrowser);
after(closeBrowser);

const hugoPage = '<!DOCTYPE html><html><meta charset="utf-8"><body>{{ .Content }}</body></html>\n';

test('Hugo', async () => {
  const project = new Project('Hugo', {
    page: 'content/paper/index.md',
    inner: { path: 'content/guide/page/index.md', move: (text) => text.replace('content/paper', 'content/guide/page') },
    frame: (title, text) => `+++\ntitle = "${title}"\n+++\n\n${text}`,
    files: { 'layouts/_default/single.html': hugoPage, 'layouts/_default/list.html': hugoPage },
  });
  const pages = [
    { path: 'paper/index.html', runs: ['run1', 'run2'], labels: [] },
    { path: 'guide/page/index.html', runs: ['run3'], labels: [] },
  ];
  const check = async () => [...project.build(['public']), ...project.published('public'),
    ...await siteProblems(project, 'public', pages, { format: 'png', name: 'hugo' })];

  assert.deepEqual(await check(), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check(), []);
});

test('Asciidoctor', async () => {
  const project = new Project('Asciidoctor', {
    page: 'paper.adoc',
    inner: { path: 'guide/paper.adoc', move: (text) => text.replace('-o run1', '-o guide/run1') },
    frame: (title, text) => `= ${title}\n\n${text}`,
  });
  const pages = [
    { path: 'paper.html', runs: ['run1', 'run2'], labels: ['run1-contour', 'run2-contour'] },
    { path: 'guide/paper.html', runs: ['run3'], labels: ['run3-contour'] },
  ];
  const [command] = project.recipe.build;
  const check = async () => [...project.build([], [command, command.replace('paper.adoc', 'guide/paper.adoc')]),
    ...await siteProblems(project, '.', pages, { format: 'png', name: 'asciidoctor' })];

  assert.deepEqual(await check(), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check(), []);
});

// Asciidoctor opens the images, whose paths are not URLs.
test('Asciidoctor: embedded images', async () => {
  const project = new Project('Asciidoctor', {
    page: 'paper.adoc',
    inner: { path: 'guide/paper.adoc', move: (text) => text.replace('-o ', '-o guide/') },
    frame: (title, text) => `= ${title}\n\n${text}`,
    change: (text) => text.replace(/(-o |--link-prefix |include::)run1/g, '$1bücher/run1'),
  });
  const pages = [
    { path: 'paper.html', runs: ['run1', 'run2'], labels: ['run1-contour', 'run2-contour'] },
    { path: 'guide/paper.html', runs: ['run3'], labels: ['run3-contour'] },
  ];
  const command = project.recipe.build[0].replace('paper.adoc', '-a data-uri paper.adoc');
  const problems = [...project.build([], [command, command.replace('paper.adoc', 'guide/paper.adoc')]),
    ...await siteProblems(project, '.', pages, { format: 'png', name: 'asciidoctor-embedded' })];
  assert.deepEqual(problems, []);
});

// Pages to which snippets are appended; render() makes HTML of a page.
async function checkAppended(name, file, render) {
  const project = new Project(name, {
    page: file,
    inner: { path: `guide/${file}`, move: (text) => text.replace('-o run1', '-o guide/run1') },
    frame: (title, text, isRoot) =>
      `# ${title}\n\nSee ${isRoot ? '[1](#run1-contour), [2](#run2-contour)' : '[3](#run3-contour)'}.\n\n`,
  });
  const [append] = project.recipe.build;
  output(append, project.directory);
  output(append.replaceAll('run1', 'run2'), project.directory);
  output(append.replaceAll('run1', 'run3'), project.path('guide'));
  for (const directory of ['.', 'guide'])
    writeFileSync(project.path(directory, 'index.html'), '<!DOCTYPE html><html><meta charset="utf-8">' +
      '<style>:root { color-scheme: light dark; } img { max-width: 100%; height: auto; }</style><body>' +
      `${render(project.path(directory))}</body></html>\n`);
  const pages = [
    { path: 'index.html', runs: ['run1', 'run2'], labels: ['run1-contour', 'run2-contour'] },
    { path: 'guide/index.html', runs: ['run3'], labels: ['run3-contour'] },
  ];
  const check = (colorScheme) =>
    siteProblems(project, '.', pages, { format: 'png', name, dark: colorScheme === 'dark', colorScheme });

  assert.deepEqual(await check('light'), []);
  assert.deepEqual(await check('dark'), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check('light'), []);
}

test('GitHub: cmark-gfm', () => checkAppended('GitHub', 'README.md', (directory) =>
  output('cmark-gfm --unsafe README.md', directory)));

test('HTML', () => checkAppended('HTML', 'page.html', (directory) =>
  readFileSync(`${directory}/page.html`, 'utf8').replace(/\[(.*?)\]\((.*?)\)/g, '<a href="$2">$1</a>')));

test('LaTeX', () => {
  const project = new Project('LaTeX', {
    page: 'paper.tex',
    inner: { path: 'guide/paper.tex', move: (text) => text.replace('-o run1', '-o guide/run1') },
    frame: (_, text) => text.replace(/\\end{document}\n+\\documentclass[^]*?\\begin{document}/, ''),
  });
  const warning = /undefined on|multiply defined|Overfull|too large/;
  const check = () => [
    // The first pass warns about references.
    ...project.build(['paper.pdf', 'guide/paper.pdf'], [project.recipe.build[0]], /^$/),
    ...project.build([], [project.recipe.build[1]], warning),
    ...project.build([], project.recipe.build.map((command) => `cd guide && ${command}`).slice(0, 1), /^$/),
    ...project.build([], [`cd guide && ${project.recipe.build[1]}`], warning),
    ...includedProblems(project, 'paper.pdf', ['run1', 'run2']),
    ...includedProblems(project, 'guide/paper.pdf', ['run3'])];

  assert.deepEqual(check(), []);
  project.remove('run3', 'img/contour_path.pdf');
  assert.notDeepEqual(check(), []);
});
