// The report of a suite, in a browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertAccessible, closeBrowser, newDirectory, openBrowser, openPage, run } from './support.mjs';

const shots = process.env.SCREENSHOTS; // a directory for screenshots

let suite;

before(async () => {
  await openBrowser();
  suite = newDirectory();
  run(process.env.ADAM_REPORT, ['run', '-q', '-o', suite, '--suite', '--runs', '10', '--scale', '0.5']);
});
after(closeBrowser);

test('the report of a suite is valid HTML and makes no requests', async () => {
  const html = readFileSync(join(suite, 'report.html'), 'utf8');
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  const result = await validator.validateString(html);
  assert.deepEqual(result.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.message}`)), []);
  assert.ok(!/src="?https?:/.test(html));
});

test('it shows the profiles and all problems, and is accessible', async () => {
  const { page, close } = await openPage(join(suite, 'report.html'));
  const thumbnails = await page.locator('.thumbnails figure').count();
  assert.ok(thumbnails >= 16);
  assert.equal(await page.locator('figure').count(), 1 + thumbnails);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await assertAccessible(page);
  if (shots) await page.screenshot({ path: join(shots, 'suite.png'), fullPage: true });
  await close();
});
