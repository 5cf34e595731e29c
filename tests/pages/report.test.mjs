// report.html and report.md in a browser.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import {
  assertAccessible, assertPicturesLoad, closeBrowser, figures, hostileTitle, markdownToHtml,
  newSite, openBrowser, openPage, output, runs,
} from './support.mjs';

before(openBrowser);
after(closeBrowser);

// The standard and the recommended rules, except those against trailing spaces and long titles.
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
});

const readers = [
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark', reducedMotion: 'reduce' },
];

const pictureCount = { plain: 3, all: 7, dark: 3, hostile: 6, pdf: 0, svg: 3, dataOnly: 0, short: 3, stopped: 3,
  several: 5, swept: 5 };

for (const name of Object.keys(runs)) {
  test(`report.html is valid: ${name}`, async () => {
    const report = await validator.validateString(output(name).read('report.html'));
    const messages = report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message} (${m.line})`));
    assert.deepEqual(messages, []);
    assert.doesNotMatch(output(name).read('report.html'), /<script/i);
  });

  for (const reader of readers) {
    test(`report.html is readable: ${name}, ${JSON.stringify(reader)}`, async () => {
      const { page, close } = await openPage(join(output(name).directory, 'report.html'), reader);
      await assertPicturesLoad(page, pictureCount[name]);
      await assertAccessible(page);
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= reader.width, `${width} pixels wide`);
      const levels = await page.$$eval('h1, h2, h3', (all) => all.map((h) => Number(h.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1);
      levels.reduce((last, level) => (assert.ok(level <= last + 1), level), 0);
      await close();
    });
  }
}

test('images have alternative texts', async () => {
  const { directory, manifest } = output('plain');
  const { page, close } = await openPage(join(directory, 'report.html'));
  const texts = await page.$$eval('img', (images) => images.map((image) => image.alt));
  const captions = await page.$$eval('figcaption', (all) => all.map((c) => c.textContent));
  assert.deepEqual(texts, figures(manifest).map((file) => file.alternative_text));
  assert.deepEqual(captions, figures(manifest).map((file, i) => `Figure ${i + 1}. ${file.caption}`));
  await close();
});

test('a title is literal text', async () => {
  const { directory, manifest } = output('hostile');
  const { page, close } = await openPage(join(directory, 'report.html'));
  assert.equal(manifest.title, hostileTitle);
  assert.equal(await page.textContent('h1'), hostileTitle);
  assert.equal(await page.title(), hostileTitle);
  await close();
});

// The images that the browser has selected.
async function seen(page) {
  return page.$$eval('img', (images) => images.filter((image) => image.getClientRects().length > 0)
    .map((image) => image.currentSrc));
}

test('images match the color scheme and the motion that a reader prefers', async () => {
  const path = join(output('all').directory, 'report.html');
  const sources = async (reader) => {
    const { page, close } = await openPage(path, reader);
    await assertPicturesLoad(page, 7);
    const result = await seen(page);
    await close();
    return result;
  };
  const light = await sources({ colorScheme: 'light' });
  const dark = await sources({ colorScheme: 'dark' });
  const still = await sources({ colorScheme: 'light', reducedMotion: 'reduce' });
  assert.equal(new Set([...light, ...dark]).size, 7);
  assert.equal(light.length, 4);
  assert.equal(light[3], dark[3]);
  assert.match(light[3], /^data:image\/gif/);
  assert.equal(still[3], light[2]);
  assert.deepEqual(still.slice(0, 3), light.slice(0, 3));
});

test('in print, figures are light and on the same page as their captions', async () => {
  const path = join(output('all').directory, 'report.html');
  const { page, close } = await openPage(path, { colorScheme: 'dark' });
  const onDark = await seen(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const onPaper = await seen(page);
  assert.equal(onPaper.length, 4);
  for (const i of [0, 1, 2]) assert.notEqual(onPaper[i], onDark[i]);
  const styles = await page.$$eval('figure', (all) => all.map((f) => getComputedStyle(f).breakInside));
  assert.deepEqual(styles, ['avoid', 'avoid', 'avoid', 'avoid']);
  assert.ok((await page.pdf({ format: 'A4' })).length > 10000);
  await close();
});

for (const name of ['plain', 'all', 'hostile', 'svg', 'pdf']) {
  test(`report.md as a page: ${name}`, async () => {
    const site = newSite(name, '');
    const { manifest, read } = output(name);
    writeFileSync(join(site, 'page.html'), markdownToHtml(read('report.md')));
    const { page, close } = await openPage(join(site, 'page.html'));
    await assertPicturesLoad(page, { all: 4, hostile: 3 }[name] ?? pictureCount[name]);
    if (manifest.title !== '') assert.equal(await page.textContent('h1'), manifest.title);
    const text = await page.textContent('body');
    for (const file of figures(manifest))
      assert.ok(text.includes(name === 'pdf' ? file.alternative_text : file.caption), file.name);
    await close();
  });
}
