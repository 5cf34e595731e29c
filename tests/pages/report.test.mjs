// report.html and report.md in a browser.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { PNG } from 'pngjs';
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

const pictureCount = { plain: 3, all: 10, dark: 3, hostile: 6, pdf: 0, svg: 3, svgBoth: 0, dataOnly: 0, short: 3, stopped: 3,
  several: 6, swept: 5, six: 4 };

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
    await assertPicturesLoad(page, 10);
    const result = await seen(page);
    await close();
    assert.equal(result.length, 4);
    return result;
  };
  const light = await sources({ colorScheme: 'light' });
  const dark = await sources({ colorScheme: 'dark' });
  const still = await sources({ colorScheme: 'light', reducedMotion: 'reduce' });
  const darkStill = await sources({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const file = (name) => readFileSync(join(output('all').directory, name)).toString('base64');
  assert.equal(light[3], `data:image/gif;base64,${file('contour_path.gif')}`);
  assert.equal(dark[3], `data:image/gif;base64,${file('contour_path-dark.gif')}`);
  assert.match(still[3], /^data:image\/png/);
  assert.match(darkStill[3], /^data:image\/png/);
  assert.equal(new Set([...light, ...dark, still[3], darkStill[3]]).size, 10);
  assert.deepEqual(still.slice(0, 3), light.slice(0, 3));
  assert.deepEqual(darkStill.slice(0, 3), dark.slice(0, 3));
});

// Red, green and blue of a corner of an image.
function cornerColor(image) {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(2, 2, 1, 1).data].slice(0, 3);
}

test('in print, figures are light, still, and on the same page as their captions', async () => {
  const path = join(output('all').directory, 'report.html');
  const { page, close } = await openPage(path, { colorScheme: 'dark' });
  const onDark = await seen(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const onPaper = await seen(page);
  assert.equal(onPaper.length, 4);
  for (const i of [0, 1, 2, 3]) assert.notEqual(onPaper[i], onDark[i]);
  for (const source of onPaper) assert.match(source, /^data:image\/png/);
  for (const image of await page.$$('img'))
    if (await image.isVisible()) assert.deepEqual(await image.evaluate(cornerColor), [255, 255, 255]);
  const styles = await page.$$eval('figure', (all) => all.map((f) => getComputedStyle(f).breakInside));
  assert.deepEqual(styles, ['avoid', 'avoid', 'avoid', 'avoid']);
  assert.ok((await page.pdf({ format: 'A4' })).length > 10000);
  await close();
});

// Two screenshots, up to the rounding of pixels at edges.
function assertSameColors(first, second, name) {
  const [a, b] = [first, second].map((bytes) => PNG.sync.read(bytes).data);
  const differences = a.map((value, i) => Math.abs(value - b[i]));
  assert.equal(a.length, b.length);
  assert.ok(differences.reduce((most, value) => Math.max(most, value), 0) <= 10, name);
  assert.ok(differences.filter((value) => value > 0).length < a.length / 1000, name);
}

// A drawing for both themes paints the same as the file for the theme.
for (const [media, colorScheme, suffix] of [['screen', 'light', ''], ['screen', 'dark', '-dark'], ['print', 'dark', '']]) {
  test(`drawings look like their files: ${media}, ${colorScheme}`, async () => {
    const { directory, manifest } = output('svgBoth');
    const { page, close } = await openPage(join(directory, 'report.html'), { colorScheme });
    await page.emulateMedia({ media, colorScheme });
    await page.addStyleTag({ content: 'figure > * { width: 640px !important; height: 480px !important; max-width: none !important; }' });
    assert.equal(await page.locator('figure > svg').count(), manifest.parameters.figure.length);
    for (const name of manifest.parameters.figure) {
      const id = name.replaceAll('_', '-');
      const drawing = page.locator(`#${id}-drawing`);
      await drawing.evaluate((e) => { e.style.position = 'fixed'; e.style.zIndex = 1; e.style.inset = '0 auto auto 0'; });
      const clip = { x: 8, y: 8, width: 640 - 16, height: 480 - 16 };
      const drawn = await page.screenshot({ clip });
      const file = `data:image/svg+xml;base64,${readFileSync(join(directory, `${name}${suffix}.svg`)).toString('base64')}`;
      const image = await drawing.evaluateHandle((e, src) => {
        const replacement = document.createElement('img');
        replacement.style.cssText = e.style.cssText;
        replacement.src = src;
        e.replaceWith(replacement);
        return replacement.decode().then(() => replacement);
      }, file);
      assertSameColors(drawn, await page.screenshot({ clip }), name);
      await image.evaluate((e) => e.remove());
    }
    await close();
  });
}

test('light and dark drawings share what is equal', () => {
  const { directory, manifest, read } = output('svgBoth');
  const bytes = figures(manifest).map((file) => readFileSync(join(directory, file.name)).length);
  const page = Buffer.byteLength(read('report.html'));
  assert.ok(page < 1.1 * bytes.reduce((sum, size) => sum + size, 0) + 20000, `${page} bytes`);
});

// The words of these elements that are on more than one line.
function brokenWords(elements) {
  const broken = [];
  for (const element of elements) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      for (const match of walker.currentNode.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        const tops = [...range.getClientRects()].map((r) => Math.round(r.top));
        if (new Set(tops).size > 1) broken.push(match[0]);
      }
  }
  return broken;
}

test('on a wide page, no table has to be scrolled, and no word of one is broken', async () => {
  for (const name of ['plain', 'six', 'several', 'swept']) {
    const { page, close } = await openPage(join(output(name).directory, 'report.html'));
    assert.deepEqual(await page.$$eval('h1, th, td', brokenWords), []);
    const hidden = await page.$$eval('.table', (all) => all.map((box) => box.scrollWidth - box.clientWidth));
    assert.deepEqual(hidden, hidden.map(() => 0), name);
    await close();
  }
});

test('on a phone, no word of a table or title is broken, and tables scroll on their own', async () => {
  const { page, close } = await openPage(join(output('six').directory, 'report.html'), { width: 360 });
  assert.deepEqual(await page.$$eval('h1, th, td', brokenWords), []);
  const whole = await page.$$eval('h1 .whole', (all) => all.map((e) => [e.textContent, e.getClientRects().length]));
  assert.deepEqual(whole, [['f(x\u2081, x\u2082)', 1]]);
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= 360);
  const boxes = await page.$$eval('.table', (all) => all.map((box) => ({
    width: box.getBoundingClientRect().right, wider: box.scrollWidth > box.clientWidth,
    overflow: getComputedStyle(box).overflowX })));
  assert.ok(boxes.some((box) => box.wider));
  for (const box of boxes) {
    assert.ok(box.width <= 360);
    assert.equal(box.overflow, 'auto');
  }
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
