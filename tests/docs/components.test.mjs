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

function vitePress(change) {
  return new Project('VitePress', {
    page: 'docs/index.md',
    inner: { path: 'docs/guide/page.md', move: (text) => text.replace('docs/run1', 'docs/guide/run1') },
    frame: (title, text) => `# ${title}\n\n${text}`,
    needsPackages: true,
    change,
  });
}

function checkVitePress(project, { labels, ...options }) {
  const site = 'docs/.vitepress/dist';
  const pages = [
    { path: 'index.html', runs: ['run1', 'run2'], labels: labels ? ['run1-contour', 'run2-contour'] : [] },
    { path: 'guide/page.html', runs: ['run3'], labels: labels ? ['run3-contour'] : [] },
  ];
  return siteProblems(project, site, pages, { format: 'png', name: 'vitepress', ...options });
}

test('VitePress', async () => {
  const project = vitePress();
  const built = () => [...project.build(['docs/.vitepress/dist']), ...project.published('docs/.vitepress/dist')];

  assert.deepEqual(built(), []);
  assert.deepEqual(await checkVitePress(project, { labels: true }), []);
  assert.deepEqual(await checkVitePress(project, { labels: true, dark: true, colorScheme: 'dark' }), []);
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual([...built(), ...await checkVitePress(project, { labels: true })], []);
});

// Without HTML and labels, and with a path that only begins with a letter.
test('VitePress: md', async () => {
  const change = (text) => text.replace('md-github', 'md').replace('-github.md', '.md').replace(' ./run1', ' run1');
  const project = vitePress(change);

  assert.deepEqual(project.build(['docs/.vitepress/dist']), []);
  assert.deepEqual(await checkVitePress(project, { name: 'vitepress-md' }), []);
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
  output(append.replaceAll('run1', 'run3'), project.path('guide'));
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
  project.remove('run3', 'img/contour_path.png');
  assert.notDeepEqual(await check(), []);
});
