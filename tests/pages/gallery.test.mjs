// The page of the gallery, in a browser.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { assertAccessible, closeBrowser, newDirectory, openBrowser, openPage } from './support.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'scripts', 'gallery');
const shots = process.env.SCREENSHOTS; // a directory for screenshots

let gallery;

before(async () => {
  await openBrowser();
  gallery = newDirectory();
  const made = spawnSync(script, [process.env.ADAM_REPORT, gallery, '--scale', '0.5'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
});
after(closeBrowser);

test('the page is valid HTML and makes no requests', async () => {
  const html = readFileSync(join(gallery, 'index.html'), 'utf8');
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  const result = await validator.validateString(html);
  assert.deepEqual(result.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.message}`)), []);
  assert.ok(!/(src|href)="?https?:/.test(html));
});

test('all images exist, and the page is accessible', async () => {
  const { page, close } = await openPage(join(gallery, 'index.html'));
  assert.equal(await page.locator('section').count(), 13);
  assert.equal(await page.locator('img').count(), 39);
  await page.evaluate(() => Promise.all([...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode();
  })));
  await assertAccessible(page);
  if (shots) await page.screenshot({ path: join(shots, 'gallery-page.png') });
  await close();
});
