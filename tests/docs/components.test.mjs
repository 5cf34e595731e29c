// VitePress and MDX, whose pages are Vue and React components.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { evaluate } from '@mdx-js/mdx';
import { createElement } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { Project, closeBrowser, openBrowser, output, siteProblems } from './support.mjs';

before(openBrowser);
after(closeBrowser);

test('VitePress', async () => {
  const project = new Project('VitePress', {
    page: 'docs/index.md',
    inner: { path: 'docs/guide/page.md', move: (text) => text.replace('docs/run1', 'docs/guide/run1') },
    frame: (title, text) => `# ${title}\n\n${text}`,
    needsPackages: true,
  });
  const pages = [
    { path: 'index.html', runs: ['run1', 'run2'], labels: [] },
    { path: 'guide/page.html', runs: ['run3'], labels: [] },
  ];
  const site = 'docs/.vitepress/dist';
  const check = async () => [...project.build([site]), ...await siteProblems(project, site, pages, { format: 'png', name: 'vitepress' })];

  assert.deepEqual(await check(), []);
  project.remove('run3', 'contour_path.png');
  assert.notDeepEqual(await check(), []);
});

test('MDX', async () => {
  const project = new Project('MDX', {
    page: 'page.mdx',
    inner: { path: 'guide/page.mdx', move: (text) => text.replace('-o run1', '-o guide/run1') },
    frame: (title) => `# ${title}\n\n`,
  });
  const [append] = project.recipe.build;
  output(append, project.directory);
  output(append.replaceAll('run1', 'run2'), project.directory);
  output(append.replace('run1', 'guide/run3').replace('page', 'guide/page'), project.directory);
  for (const directory of ['.', 'guide']) {
    const { default: Page } = await evaluate(readFileSync(project.path(directory, 'page.mdx'), 'utf8'), runtime);
    writeFileSync(project.path(directory, 'page.html'), '<!DOCTYPE html><html><meta charset="utf-8">' +
      '<style>img { max-width: 100%; }</style><body>' +
      `${renderToStaticMarkup(createElement(Page))}</body></html>\n`);
  }
  const pages = [
    { path: 'page.html', runs: ['run1', 'run2'], labels: [] },
    { path: 'guide/page.html', runs: ['run3'], labels: [] },
  ];
  const check = () => siteProblems(project, '.', pages, { format: 'png', name: 'mdx' });

  assert.deepEqual(await check(), []);
  project.remove('run3', 'contour_path.png');
  assert.notDeepEqual(await check(), []);
});
