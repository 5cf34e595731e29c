// Hugo, Asciidoctor, and GitHub's Markdown.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Project, closeBrowser, openBrowser, output, siteProblems } from './support.mjs';

before(openBrowser);
after(closeBrowser);

test('Hugo', async () => {
  const project = new Project('Hugo', {
    page: 'content/paper/index.md',
    inner: { path: 'content/guide/page/index.md', move: (text) => text.replace('content/paper', 'content/guide/page') },
    frame: (title, text) => `+++\ntitle = "${title}"\n+++\n\n${text}`,
    files: { 'config.toml': 'title = "Example"\n', 'layouts/_default/single.html': '<!DOCTYPE html><html><meta charset="utf-8"><body>{{ .Content }}</body></html>\n',
      'layouts/_default/list.html': '<!DOCTYPE html><html><meta charset="utf-8"><body>{{ .Content }}</body></html>\n' },
  });
  const pages = [
    { path: 'paper/index.html', runs: ['run1', 'run2'], labels: [] },
    { path: 'guide/page/index.html', runs: ['run3'], labels: [] },
  ];
  const check = async () => [...project.build(['public']), ...await siteProblems(project, 'public', pages, { format: 'png', name: 'hugo' })];

  assert.deepEqual(await check(), []);
  project.remove('run3', 'contour_path.png');
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
  project.remove('run3', 'contour_path.png');
  assert.notDeepEqual(await check(), []);
});

test('GitHub: cmark-gfm', async () => {
  const project = new Project('GitHub', {
    page: 'README.md',
    inner: { path: 'guide/README.md', move: (text) => text.replaceAll(' run1/', ' guide/run1/').replace('-o run1', '-o guide/run1').replace('README', 'guide/README') },
    frame: (title, text, isRoot) => `# ${title}\n\nSee ${isRoot ? '[1](#run1-contour), [2](#run2-contour)' : '[3](#run3-contour)'}.\n\n`,
  });
  const [append] = project.recipe.build;
  output(append, project.directory);
  output(append.replaceAll('run1', 'run2'), project.directory);
  output(append.replace('run1', 'guide/run3').replace('README', 'guide/README'), project.directory);
  for (const directory of ['.', 'guide'])
    writeFileSync(project.path(directory, 'index.html'), '<!DOCTYPE html><html><meta charset="utf-8"><body>' +
      `${output('cmark-gfm --unsafe -e table README.md', project.path(directory))}</body></html>\n`);
  const pages = [
    { path: 'index.html', runs: ['run1', 'run2'], labels: ['run1-contour', 'run2-contour'] },
    { path: 'guide/index.html', runs: ['run3'], labels: ['run3-contour'] },
  ];
  const check = (dark) => siteProblems(project, '.', pages, { format: 'png', name: 'github', dark, colorScheme: dark ? 'dark' : 'light' });

  assert.deepEqual(await check(false), []);
  assert.deepEqual(await check(true), []);
  project.remove('run3', 'contour_path.png');
  assert.notDeepEqual(await check(false), []);
});
