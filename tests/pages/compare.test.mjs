// The page of a comparison in a browser: its contents, and all ways to view an image.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertAccessible, closeBrowser, newDirectory, openBrowser, openPage, output } from './support.mjs';

const program = process.env.ADAM_REPORT;
const shots = process.env.SCREENSHOTS; // a directory for screenshots

// A hostile name, which must be shown literally.
const hostile = '<img src=x onerror=alert(1)> "q" \'a\' &amp; %41 #1 {{data}}.dat';

// An image with every kind of active content.
function hostileDrawing(color, padding) {
  return `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" onload="alert(1)">
<script>alert(2)</script><rect width="300" height="200" fill="${color}" onclick="alert(3)"/>
<image href="http://127.0.0.1:1/x.png" width="9" height="9"/><foreignObject width="9" height="9">
<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(4)"/></foreignObject><!--${'x'.repeat(padding)}--></svg>`;
}

let report;

function compare(baseline, candidate, ...options) {
  const directory = join(newDirectory(), 'report');
  const run = spawnSync(program, ['compare', ...options, '-o', directory, baseline, candidate], { encoding: 'utf8' });
  assert.ok(run.status < 3, run.stderr);
  return directory;
}

before(async () => {
  await openBrowser();
  const baseline = newDirectory();
  const candidate = newDirectory();
  cpSync(output('plain').directory, baseline, { recursive: true });
  const made = spawnSync(program, ['run', '-q', '-o', candidate, '--alpha', '0.03']);
  assert.equal(made.status, 0);
  writeFileSync(join(baseline, hostile), '1 2\n');
  writeFileSync(join(candidate, hostile), '1 3\n');
  writeFileSync(join(baseline, 'gone.txt'), 'text\n');
  mkdirSync(join(candidate, 'sub dir'));
  copyFileSync(join(baseline, 'contour.png'), join(candidate, 'sub dir', 'new #1.png'));
  writeFileSync(join(candidate, 'surface.png'), readFileSync(join(baseline, 'surface.png')).subarray(0, 5000));
  writeFileSync(join(baseline, 'notes.yaml'), 'name: a\nversion: 1\nend: true\n');
  writeFileSync(join(candidate, 'notes.yaml'), 'name: a\nversion: 1.0\nend: true\n');
  writeFileSync(join(baseline, 'before.txt'), 'moved\n');
  writeFileSync(join(candidate, 'after.txt'), 'moved\n');
  writeFileSync(join(baseline, 'drawing.svg'), hostileDrawing('blue', 10000));
  writeFileSync(join(candidate, 'drawing.svg'), hostileDrawing('red', 10000));
  writeFileSync(join(candidate, 'small.svg'), hostileDrawing('red', 0));
  writeFileSync(join(baseline, 'small.svg'), hostileDrawing('blue', 0));
  report = compare(baseline, candidate);
});
after(closeBrowser);

async function open(reader) {
  const opened = await openPage(join(report, 'index.html'), reader);
  opened.errors = [];
  opened.page.on('pageerror', (error) => opened.errors.push(String(error)));
  return opened;
}

async function choose(page, name) {
  await page.locator('#files a', { hasText: name }).first().click();
  await page.waitForFunction((text) => document.querySelector('main h2')?.textContent === text, name);
}

async function loaded(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('.view img')].every((i) => i.naturalWidth > 0 && i.style.transform));
}

async function shoot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

const transforms = (page) => page.$$eval('.view img', (images) => images.map((image) => image.style.transform));

test('the page is valid HTML and makes no requests', async () => {
  const html = readFileSync(join(report, 'index.html'), 'utf8');
  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
  const result = await validator.validateString(html);
  assert.deepEqual(result.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.message}`)), []);
  assert.ok(!/(src|href)="?https?:/.test(html));
});

test('it lists the differences, the worst first', async () => {
  const { page, close, errors } = await open();
  assert.match(await page.textContent('h1'), /^\d+ of 28 files differ$/);
  const verdicts = await page.$$eval('#files .verdict', (all) => all.map((v) => v.textContent.slice(2)));
  assert.equal(verdicts[0], 'unreadable');
  const order = ['unreadable', 'changed', 'missing', 'added', 'rendering', 'same', 'identical'];
  const ranks = verdicts.map((v) => order.indexOf(v.replace(/^same.*/, 'same')));
  assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
  assert.ok(verdicts.includes('missing') && verdicts.includes('added'));
  assert.match(await page.textContent('.reasons'), /candidate: broken PNG: truncated/);
  await close();
  assert.deepEqual(errors, []);
});

test('a figure shows the changed parameter and the first differing row', async () => {
  const { page, close } = await open();
  await choose(page, 'contour_path.png');
  const reasons = await page.textContent('.reasons');
  assert.match(reasons, /alpha 0\.02 -> 0\.03/);
  assert.match(reasons, /path\.dat first differs in row 2, column x1/);
  await close();
});

test('every mode shows both images, zoomed and panned together', async () => {
  const { page, close, errors } = await open();
  await choose(page, 'contour_path.png');
  await loaded(page);
  await shoot(page, 'difference');
  assert.match(await page.getAttribute('.view img', 'src'), /contour_path\.diff\.png$/);
  for (const [mode, count] of [['side', 2], ['swipe', 2], ['overlay', 2], ['blink', 2], ['difference', 1]]) {
    await page.check(`input[value=${mode}]`);
    await loaded(page);
    assert.equal((await transforms(page)).length, count, mode);
    await page.click('button[aria-label="Larger"]');
    await page.click('button[aria-label="Full size"]');
    assert.equal(await page.textContent('output'), '100 %');
    const [first, second] = await transforms(page);
    if (second) assert.equal(first, second, mode);
    assert.match(first, /scale\(1\)/);
    await page.focus('.view');
    await page.keyboard.press('ArrowLeft');
    assert.notEqual((await transforms(page))[0], first, mode);
    await page.keyboard.press('0');
    await shoot(page, mode);
  }
  await close();
  assert.deepEqual(errors, []);
});

test('the keyboard selects the modes', async () => {
  const { page, close } = await open();
  await choose(page, 'contour_path.png');
  await page.focus('input[value=difference]');
  await page.keyboard.press('ArrowRight');
  assert.ok(await page.isChecked('input[value=side]'));
  await page.keyboard.press('ArrowRight');
  assert.ok(await page.isChecked('input[value=swipe]'));
  await loaded(page);
  await page.focus('#split');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getAttribute('#split', 'aria-valuenow'), '51');
  await page.keyboard.press('Home');
  assert.equal(await page.$eval('.layer.upper', (layer) => layer.style.clipPath), 'inset(0px 0px 0px 0%)');
  await page.check('input[value=overlay]');
  await loaded(page);
  await page.focus('#opacity');
  await page.keyboard.press('End');
  assert.equal(await page.$eval('.layer.upper', (layer) => layer.style.opacity), '1');
  await page.focus('.view');
  const before = await transforms(page);
  await page.keyboard.press('+');
  assert.notDeepEqual(await transforms(page), before);
  await page.keyboard.press('1');
  assert.match((await transforms(page))[0], /scale\(1\)/);
  await close();
});

test('blinking can be paused, and does not start for readers who prefer reduced motion', async () => {
  const { page, close } = await open();
  await choose(page, 'contour_path.png');
  await page.check('input[value=blink]');
  const hidden = () => page.$eval('.layer.upper', (layer) => layer.style.visibility === 'hidden');
  await loaded(page);
  await page.waitForFunction(() => document.querySelector('.layer.upper').style.visibility === 'hidden');
  await page.uncheck('#blinking');
  const now = await hidden();
  await page.waitForTimeout(900);
  assert.equal(await hidden(), now);
  await page.click('text=Show the other image');
  assert.equal(await hidden(), !now);
  await close();
  const still = await open({ reducedMotion: 'reduce' });
  await choose(still.page, 'contour_path.png');
  await still.page.check('input[value=blink]');
  assert.ok(!(await still.page.isChecked('#blinking')));
  await still.close();
});

test('the mouse pans, zooms with the wheel, and jumps to a region', async () => {
  const { page, close } = await open();
  await choose(page, 'contour_path.png');
  await page.check('input[value=side]');
  await loaded(page);
  const frame = await page.locator('.view').first().boundingBox();
  const before = await transforms(page);
  await page.mouse.move(frame.x + 100, frame.y + 100);
  await page.mouse.down();
  await page.mouse.move(frame.x + 160, frame.y + 130);
  await page.mouse.up();
  const dragged = await transforms(page);
  assert.notDeepEqual(dragged, before);
  assert.equal(dragged[0], dragged[1]);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForFunction((was) => document.querySelector('.view img').style.transform !== was, dragged[0]);
  await page.locator('.places button').first().click();
  assert.ok(await page.isChecked('#boxes'));
  const box = await page.locator('.view').first().locator('.box').first().boundingBox();
  const view = await page.locator('.view').first().boundingBox();
  assert.ok(box.x > view.x && box.x + box.width < view.x + view.width, 'the box is in the view');
  assert.ok(box.y > view.y && box.y + box.height < view.y + view.height, 'the box is in the view');
  await shoot(page, 'place');
  await close();
});

test('dragging the divider of the swipe does not move the image', async () => {
  const { page, close } = await open();
  await choose(page, 'contour_path.png');
  await page.check('input[value=swipe]');
  await loaded(page);
  const before = await transforms(page);
  const view = await page.locator('.view').boundingBox();
  await page.mouse.move(view.x + view.width / 2 + 5, view.y + 20);
  await page.mouse.down();
  await page.mouse.move(view.x + view.width / 4, view.y + 40, { steps: 4 });
  await page.mouse.up();
  assert.equal(await page.getAttribute('#split', 'aria-valuenow'), '25');
  assert.match(await page.$eval('.layer.upper', (layer) => layer.style.clipPath), /25(\.\d+)?%\)$/);
  assert.deepEqual(await transforms(page), before);
  await close();
});

test('a file has an address with its name', async () => {
  const { page, close } = await open();
  for (const [address, name] of [['#/contour_path.png', 'contour_path.png'], ['#/sub%20dir/new%20%231.png', 'sub dir/new #1.png'],
    [`#/${encodeURIComponent(hostile)}`, hostile]]) {
    await page.evaluate((hash) => { location.hash = hash; }, address);
    await page.waitForFunction((text) => document.querySelector('main h2')?.textContent === text, name);
  }
  await close();
});

test('a text shows its first change, a renamed file its other name', async () => {
  const { page, close } = await open();
  await choose(page, 'notes.yaml');
  assert.equal(await page.textContent('.excerpt'), '@@ -1,3 +1,3 @@\n name: a\n-version: 1\n+version: 1.0\n end: true\n');
  await shoot(page, 'text');
  await choose(page, 'gone.txt');
  assert.equal(await page.textContent('.reasons'), 'Only the baseline has this file.');
  await choose(page, 'before.txt');
  assert.equal(await page.textContent('.reasons'), 'renamed to after.txt');
  await page.click('main a');
  await page.waitForFunction(() => document.querySelector('main h2').textContent === 'after.txt');
  assert.equal(await page.textContent('.reasons'), 'renamed from before.txt');
  await close();
});

test('no image runs scripts, in the page or opened separately', async () => {
  const { page, close, errors } = await open();
  const dialogs = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  for (const name of ['drawing.svg', 'small.svg']) {
    await choose(page, name);
    await loaded(page);
    assert.deepEqual(await page.$$eval('.view img', (all) => all.map((i) => [i.naturalWidth, i.naturalHeight])), [[300, 200], [300, 200]]);
  }
  await shoot(page, 'drawing');
  for (const name of readdirSync(report).filter((file) => file.endsWith('.svg'))) {
    assert.ok(!/script|onload|http:\/\/127/.test(readFileSync(join(report, name), 'utf8')), name);
    await page.goto(pathToFileURL(join(report, name)).href);
    await page.waitForTimeout(300);
  }
  await close();
  assert.deepEqual(dialogs, []);
  assert.deepEqual(errors, []);
});

test('the policy blocks other scripts', async () => {
  const { page, close } = await open();
  const dialogs = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  await page.setContent(readFileSync(join(report, 'index.html'), 'utf8')
    .replace('</body>', '<script>alert(1)</script><img src="x" onerror="alert(2)"><style>h1 { display: none }</style></body>'));
  await page.waitForTimeout(300);
  assert.deepEqual(dialogs, []);
  assert.ok(await page.isVisible('h1'));
  await close();
});

// The command as the shell splits it.
function words(command) {
  const shell = spawnSync('sh', ['-c', `show() { printf '%s\\n' "$@"; }\n${command.replace(/^adam-report/gm, 'show')}`], { encoding: 'utf8' });
  assert.equal(shell.stderr, '');
  return shell.stdout.split('\n').slice(0, -1);
}

test('the page shows a command that accepts the selected files', async () => {
  const { page, close } = await open();
  assert.ok(!(await page.isVisible('#command')));
  assert.equal(await page.locator('input[aria-label="Accept surface.png"]').count(), 0, 'unreadable');
  assert.equal(await page.locator('input[aria-label="Accept surface.dat"]').count(), 0, 'identical');
  await page.check('input[aria-label="Accept notes.yaml"]');
  await page.locator('#files li', { hasText: 'onerror' }).locator('input').check();
  const given = words(await page.textContent('#command'));
  assert.equal(given[0], 'accept');
  assert.deepEqual(given.slice(3).filter((word) => word !== '--only').sort(), [`/${hostile.replace(/[\\*?[\]]/g, '\\$&')}`, '/notes.yaml'].sort());
  await shoot(page, 'accept');
  await assertAccessible(page);
  await page.click('#tick-none');
  assert.ok(!(await page.isVisible('#command')));
  await page.fill('#search', '.txt');
  await page.click('#tick-shown');
  assert.deepEqual(words(await page.textContent('#command')).slice(3).filter((word) => word !== '--only').sort(),
    ['/after.txt', '/before.txt', '/gone.txt']);
  await close();
});

test('search and verdicts filter the list; j, k and / navigate it', async () => {
  const { page, close } = await open();
  const visible = () => page.locator('#files li').count();
  assert.equal(await visible(), 28);
  await page.keyboard.press('/');
  await page.keyboard.type('.PNG');
  assert.equal(await visible(), 4);
  assert.equal(await page.textContent('#shown'), '4 of 28 files');
  await page.fill('#search', '');
  await page.uncheck('#verdicts input[value=changed]');
  const left = await page.$$eval('#files li', (all) => all.map((li) => li.textContent));
  assert.ok(left.length > 0 && left.every((text) => !/changed$/.test(text)));
  await page.check('#verdicts input[value=changed]');
  const current = () => page.$$eval('#files a', (all) => all.findIndex((link) => link.hasAttribute('aria-current')));
  await page.locator('#files a').first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await current(), 2);
  await page.keyboard.press('k');
  assert.equal(await current(), 1);
  await close();
});

test('hostile names are plain text, and images in subdirectories are found', async () => {
  const { page, close, errors } = await open();
  await choose(page, hostile);
  assert.deepEqual(await page.$$eval('main td', (all) => all.map((td) => td.textContent)), ['1', '1', '2', '2', '3']);
  assert.equal(await page.locator('main img').count(), 0);
  await choose(page, 'sub dir/new #1.png');
  await loaded(page);
  assert.equal(await page.locator('.view').count(), 1);
  await close();
  assert.deepEqual(errors, []);
});

test('images are loaded when they are shown', async () => {
  const { page, close } = await open();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await page.waitForTimeout(200);
  assert.equal(asked.filter((url) => url.endsWith('.png')).length, 0);
  await choose(page, 'contour_path.png');
  await loaded(page);
  assert.equal(asked.filter((url) => url.endsWith('.png')).length, 1);
  await close();
});

test('a table shows its first differing rows, a manifest its fields', async () => {
  const { page, close } = await open();
  await choose(page, 'trajectory.dat');
  const rows = await page.$$eval('main tbody tr', (all) => all.map((tr) => [...tr.cells].map((td) => td.textContent)));
  assert.equal(rows.length, 10);
  assert.deepEqual(rows[0].slice(0, 3), ['2', '4', 'x1']);
  await shoot(page, 'table');
  await choose(page, 'manifest.json');
  assert.match(await page.textContent('main tbody'), /parameters\.alpha0\.020\.03/);
  await close();
});

for (const [name, reader] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['narrow', { width: 400 }]]) {
  test(`accessibility: ${name}`, async () => {
    const { page, close } = await open(reader);
    await assertAccessible(page);
    await choose(page, 'contour_path.png');
    for (const mode of ['side', 'swipe', 'overlay', 'blink', 'difference']) {
      await page.check(`input[value=${mode}]`);
      await loaded(page);
      if (mode === 'blink') await page.uncheck('#blinking');
      await assertAccessible(page);
    }
    await shoot(page, name);
    await choose(page, 'trajectory.dat');
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing sticks out');
    await close();
  });
}

test('without scripts it refers to the other reports', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.match(await page.textContent('noscript'), /comparison\.md/);
  await close();
});

test('2000 files are handled quickly', async () => {
  const baseline = newDirectory();
  const candidate = newDirectory();
  for (let i = 0; i < 2000; i++) {
    writeFileSync(join(baseline, `file-${i}.dat`), `${i} 1\n`);
    writeFileSync(join(candidate, `file-${i}.dat`), `${i} ${i % 10 === 0 ? 2 : 1}\n`);
  }
  const large = compare(baseline, candidate);
  const begin = Date.now();
  const { page, close } = await openPage(join(large, 'index.html'));
  await page.waitForFunction(() => document.querySelectorAll('#files li').length === 2000);
  const opened = Date.now() - begin;
  const filtered = await page.evaluate(() => {
    const start = performance.now();
    const search = document.getElementById('search');
    search.value = '-199';
    search.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
  assert.equal(await page.textContent('#shown'), '11 of 2,000 files');
  assert.ok(opened < 5000, `opened in ${opened} ms`);
  assert.ok(filtered < 200, `filtered in ${filtered} ms`);
  assert.ok(existsSync(join(large, 'junit.xml')));
  await close();
});
