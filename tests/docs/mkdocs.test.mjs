// MkDocs with its own theme and with Material.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Project, closeBrowser, openBrowser, requirePackage, siteProblems } from './support.mjs';

before(openBrowser);
after(closeBrowser);

const inner = {
  path: 'docs/guide/page.md',
  move: (text) => text.replace('docs/run1', 'docs/guide/run1').replace('"run1/', '"guide/run1/'),
};
const frame = (title, text) => `# ${title}\n\n${text}`;

function pages(hasLabels) {
  return [
    { path: 'index.html', runs: ['run1', 'run2'], labels: hasLabels ? ['run1-contour', 'run2-contour'] : [] },
    { path: 'guide/page/index.html', runs: ['run3'], labels: hasLabels ? ['run3-contour'] : [] },
  ];
}

test('MkDocs', async () => {
  requirePackage('python3-pymdownx', "python3 -c 'import pymdownx'");
  const project = new Project('MkDocs', { page: 'docs/index.md', inner, frame });
  const check = async () => [...project.build(['site']), ...project.published('site'),
    ...await siteProblems(project, 'site', pages(false), { format: 'png', name: 'mkdocs' })];

  assert.deepEqual(await check(), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check(), []);
});

test('Material for MkDocs', async () => {
  requirePackage('mkdocs-material', "test -d /usr/share/mkdocs/themes/material || python3 -c 'import material'");
  const project = new Project('Material for MkDocs', { page: 'docs/index.md', inner, frame });
  const check = async () => [...project.build(['site']), ...project.published('site'),
    ...await siteProblems(project, 'site', pages(true), { format: 'png', name: 'material' })];

  assert.deepEqual(await check(), []);
  const dark = { format: 'png', dark: true, name: 'material', colorScheme: 'dark' };
  assert.deepEqual(await siteProblems(project, 'site', pages(true), dark), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check(), []);
});
