// explore.html in a browser: its numbers are those of the program, and every control works by mouse and by keyboard.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertAccessible, closeBrowser, hostileTitle, newDirectory, openBrowser, openContext, openPage } from './support.mjs';
import { allRandomSettings, formulaSettings, mapSettings } from '../explore/settings.mjs';

const program = process.env.ADAM_REPORT;
const shots = process.env.SCREENSHOTS; // a directory for screenshots

const tutorial = [];
const several = ['--problem', 'rosenbrock', '--iterations', '1000', '--optimizer', 'adam:alpha=0.1', '--optimizer',
  'momentum:alpha=0.0005', '--optimizer', 'rmsprop'];
const noisy = ['--problem', 'himmelblau', '--noise', '0.5', '--optimizer', 'adam:alpha=0.1,schedule=cosine', '--seed', '3'];
const formula = ['--problem', 'expr:log(x*y+1)+x^2+y^2', '--bounds=-2,2,-2,2', '--title', hostileTitle];

const made = new Map();

// The directory of a run with --explore.
function explored(args) {
  const key = args.join('\0');
  if (!made.has(key)) {
    const directory = join(newDirectory(), 'run');
    const run = spawnSync(program, ['run', '-q', '--explore', '-o', directory, ...args], { encoding: 'utf8' });
    assert.ok(run.status === 0 || run.status === 3, run.stderr); // 3: a search diverged
    made.set(key, directory);
  }
  return made.get(key);
}

// The page of a run; close() also fails if the page has reported an error or a violation of its policy.
async function openExplorer(args, reader, fragment = '') {
  const opened = await openPage(join(explored(args), 'explore.html'), reader);
  const { page } = opened;
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto('about:blank');
  await page.goto(pathToFileURL(join(explored(args), 'explore.html')).href + fragment);
  await page.waitForSelector('html.computing');
  return {
    page,
    async close() {
      await opened.close();
      assert.deepEqual(faults, []);
    },
  };
}

// Waits until every change has been computed and drawn.
async function settle(page) {
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));
  }));
}

const statusOf = (page) => page.evaluate(() => document.getElementById('status').innerText);
const commandOf = (page) => page.evaluate(() => explorer.module.command());

async function downloaded(page) {
  const waiting = page.waitForEvent('download');
  await page.click('#command >> text=trajectory.dat');
  const download = await waiting;
  assert.equal(download.suggestedFilename(), 'trajectory.dat');
  return readFileSync(await download.path());
}

// The command of the page is run by a shell, as a reader would; its trajectory.dat must be the one of the page.
async function assertSameAsCommand(page) {
  const command = await commandOf(page);
  const shown = await page.evaluate(() => document.querySelector('#command pre, #command code').textContent.trim());
  assert.equal(shown, command.trim());
  const directory = join(newDirectory(), 'again');
  const run = spawnSync('sh', ['-c', `${command.replace(/^adam-report/, '"$0"')} -q -f none -o "$1"`, program, directory],
    { encoding: 'utf8' });
  assert.ok(run.status === 0 || run.status === 3, run.stderr);
  assert.ok((await downloaded(page)).equals(readFileSync(join(directory, 'trajectory.dat'))), command);
}

before(openBrowser);
after(closeBrowser);

// ---- The file ------------------------------------------------------------------------------------------------------

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
});

for (const [name, args] of Object.entries({ tutorial, several, formula })) {
  test(`explore.html is valid: ${name}`, async () => {
    const text = readFileSync(join(explored(args), 'explore.html'), 'utf8');
    const report = await validator.validateString(text);
    assert.deepEqual(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message} (${m.line})`)), []);
    const pictures = [...text.matchAll(/data:image\/[^"]*/g)].reduce((sum, [data]) => sum + data.length, 0);
    assert.ok(text.length - pictures <= 600_000, `${text.length - pictures} bytes without the pictures`);
  });
}

// ---- Reading -------------------------------------------------------------------------------------------------------

for (const width of [360, 800, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`the page is readable: ${width} pixels, ${colorScheme}`, async () => {
      const others = (width === 360) === (colorScheme === 'dark') && width !== 800 ? { several, noisy, formula } : {};
      for (const [name, args] of Object.entries({ tutorial, ...others })) {
        const { page, close } = await openExplorer(args, { width, colorScheme, reducedMotion: 'reduce' });
        await assertAccessible(page);
        const scroll = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(scroll <= width, `${name}: ${scroll} pixels wide`);
        if (shots !== undefined) {
          mkdirSync(shots, { recursive: true });
          await page.screenshot({ path: join(shots, `explore-${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
        await close();
      }
    });
  }
}

test('without JavaScript, the page shows the report', async () => {
  const context = await openContext({ javaScriptEnabled: false, viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(explored(tutorial), 'explore.html')).href);
  assert.equal(await page.locator('#explorer').isVisible(), false);
  assert.equal(await page.locator('#report img').count(), 3);
  assert.ok(await page.locator('#report table').first().isVisible());
  assert.match(await page.locator('body').innerText(), /JavaScript/);
  await context.close();
});

test('with JavaScript, the report is hidden, and nothing moves by itself', async () => {
  const { page, close } = await openExplorer(tutorial);
  assert.equal(await page.locator('#report').isVisible(), false);
  assert.ok(await page.locator('#explorer').isVisible());
  const before = await page.evaluate(() => explorer.t);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => explorer.t), before);
  await close();
});

test('a hostile title and formula are literal text', async () => {
  const { page, close } = await openExplorer(formula);
  assert.equal(await page.textContent('h1'), hostileTitle);
  await page.evaluate(() => explorer.update({ problem: 'expr:x^2+y^2+<img src=x onerror=alert(1)>' }));
  await settle(page);
  assert.match(await page.evaluate(() => document.getElementById('controls').innerText), /column \d+/);
  assert.equal(await page.locator('#explorer img').count(), 0);
  await close();
});

// Bounds whose tick labels are long or have many digits in common, and steps that are small next to the point.
for (const bounds of ['-1000,1000,-1,1', '1,1.000002,1,1.000002', '-1e9,1e9,-1e9,1e9']) {
  test(`no label of an axis is cut off or ambiguous: ${bounds}`, async () => {
    const args = ['--problem', 'expr:x^2+y^2', `--bounds=${bounds}`, '--alpha', '1e-06'];
    const { page, close } = await openExplorer(args, { width: 360 });
    const found = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      const isCut = (text) => box(text).right > box(text.ownerSVGElement).right + 0.5 || box(text).left < box(text.ownerSVGElement).left - 0.5;
      const texts = [...document.querySelectorAll('#map svg text, #charts svg text')].filter((text) => box(text).width > 0);
      const isAgain = (text) => texts.some((other) => other !== text && other.ownerSVGElement === text.ownerSVGElement
        && other.textContent === text.textContent && box(other).left === box(text).left);
      return texts.filter((text) => isCut(text) || isAgain(text)).map((text) => text.textContent);
    });
    assert.deepEqual(found, []);
    await close();
  });
}

// ---- As in the report ----------------------------------------------------------------------------------------------

for (const [name, args, points] of [['tutorial', tutorial, 61], ['several', several, 501], ['noisy', noisy, 61],
  ['formula', formula, 61], ['diverging', ['--optimizer', 'gradient-descent:alpha=3', '-n', '900'], null],
  ['more rows than are recorded', ['--problem', 'beale', '-n', '19999'], null]]) {
  test(`all points are those of the report: ${name}`, async () => {
    const { page, close } = await openExplorer(args);
    const status = await statusOf(page);
    const [, identical, recorded] = /([\d,]+) of ([\d,]+) points identical/.exec(status) ?? [];
    assert.ok(identical !== undefined && identical === recorded, status);
    if (points !== null) assert.equal(Number(recorded.replaceAll(',', '')), points);
    const file = readFileSync(join(explored(args), 'trajectory.dat'), 'utf8');
    assert.equal(await page.evaluate(() => explorer.module.trajectory()), file);
    await close();
  });
}

test('a change is named, and taken back by the reset', async () => {
  const { page, close } = await openExplorer(tutorial);
  await page.evaluate(() => explorer.updateMethod(0, { values: { alpha: '0.05' } }));
  await settle(page);
  assert.match(await statusOf(page), /alpha 0\.02 → 0\.05/);
  await page.locator('#status').getByRole('button', { name: /reset/i }).click();
  await settle(page);
  assert.match(await statusOf(page), /61 of 61 points identical/);
  await close();
});

test('the map is that of bands.dat', async () => {
  for (const args of [tutorial, several, formula]) {
    const { page, close } = await openExplorer(args);
    const file = readFileSync(join(explored(args), 'bands.dat'), 'utf8');
    assert.ok(await page.evaluate(() => explorer.module.bands()) === file, args.join(' '));
    await close();
  }
});

// `make check-explore` compares all of these settings, in node, with the program; here, the browser is compared with node.
test('Chromium computes what node computes', async () => {
  const { page, close } = await openExplorer(tutorial);
  const context = vm.createContext({ TextDecoder, TextEncoder, WebAssembly });
  const script = readFileSync(new URL('../../scripts/pages/explore_module.js', import.meta.url), 'utf8');
  const openModule = vm.runInContext(`${script};openModule`, context);
  const base64 = await page.evaluate(() => document.getElementById('module').textContent.trim());
  const module = await openModule(Buffer.from(base64, 'base64'));
  const settings = [...allRandomSettings(module.tables, 1), ...formulaSettings(module.tables, 60)].map(({ pairs }) => pairs);
  const maps = mapSettings(module.tables).filter((_, i) => i % 4 === 0).map(({ pairs }) => pairs);
  const answers = (from, list, file) => list.map((pairs) => {
    const error = from.set(pairs);
    if (error !== null) return error.message;
    try {
      const bytes = new TextEncoder().encode(from[file]());
      return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
    } catch (failure) {
      return failure.message;
    }
  });
  for (const [list, file] of [[settings, 'trajectory'], [maps, 'bands']]) {
    const there = await page.evaluate(`(${answers})(explorer.module, ${JSON.stringify(list)}, '${file}')`);
    assert.equal(JSON.stringify(there), JSON.stringify(answers(module, list, file)));
  }
  await close();
});

// ---- The start -----------------------------------------------------------------------------------------------------

async function centerOf(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

for (const [name, args] of Object.entries({ tutorial, several, noisy, formula })) {
  test(`dragging the start gives what the copied command writes: ${name}`, async () => {
    const { page, close } = await openExplorer(args);
    const from = await centerOf(page, '.map-start');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 40, from.y + 25, { steps: 8 });
    await page.mouse.up();
    await settle(page);
    const to = await centerOf(page, '.map-start');
    assert.ok(Math.abs(to.x - from.x + 40) < 3 && Math.abs(to.y - from.y - 25) < 3, JSON.stringify([from, to]));
    assert.match(await statusOf(page), /start/);
    await assertSameAsCommand(page);
    await close();
  });
}

test('arrow keys and a click move the start', async () => {
  const { page, close } = await openExplorer(tutorial);
  const startOf = () => page.evaluate(() => [...explorer.summary.start]);
  const [x1, x2] = await startOf();
  await page.locator('.map-start').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await settle(page);
  const moved = await startOf();
  assert.ok(moved[0] > x1 && moved[1] > x2, `${moved}`);
  await assertSameAsCommand(page);
  await page.locator('#map canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('#map canvas').boundingBox();
  await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.25);
  await page.waitForFunction(() => explorer.summary.start[0] > 0.2 && explorer.summary.start[1] > 0.2);
  await assertSameAsCommand(page);
  await close();
});

// ---- Controls ------------------------------------------------------------------------------------------------------

// What a control can change: the settings, the iteration, or what is shown.
const stateOf = (page) => page.evaluate(() => JSON.stringify([explorer.state, explorer.t, explorer.view, explorer.selected])
  + document.getElementById('explorer').innerText.length);

const sliders = '#explorer input[type=range]:visible';

test('every slider moves by keyboard and by mouse', async () => {
  const { page, close } = await openExplorer(several);
  const count = await page.locator(sliders).count();
  assert.ok(count > 8, `${count} sliders`);
  for (let i = 0; i < count; i++) {
    const slider = page.locator(sliders).nth(i);
    const name = await slider.evaluate((input) => input.id || input.getAttribute('aria-label'));
    const before = await stateOf(page);
    await slider.focus();
    const isLast = await slider.evaluate((input) => Number(input.value) >= Number(input.max));
    await page.keyboard.press(isLast ? 'ArrowLeft' : 'ArrowRight');
    await settle(page);
    const after = await stateOf(page);
    assert.notEqual(after, before, `${name}: keyboard`);
    await slider.click({ position: { x: 3, y: 5 } });
    await settle(page);
    assert.notEqual(await stateOf(page), after, `${name}: mouse`);
    assert.equal(await page.evaluate(() => explorer.error), null, name);
  }
  await assertSameAsCommand(page);
  await close();
});

test('every choice works', async () => {
  const { page, close } = await openExplorer(tutorial);
  await page.evaluate(() => document.querySelectorAll('#controls details').forEach((details) => { details.open = true; }));
  const names = await page.locator('#controls select:visible').evaluateAll((all) => all.map((select) => select.id));
  assert.ok(names.length >= 4, `${names}`);
  for (const name of names) {
    const select = page.locator(`#${name}`);
    const values = await select.evaluate((input) => [...input.options].filter((o) => !o.disabled).map((o) => o.value));
    for (const value of values) {
      await select.selectOption(value);
      await settle(page);
      assert.equal(await page.evaluate(() => explorer.error), null, `${name}: ${value}`);
    }
    await assertSameAsCommand(page);
  }
  await close();
});

test('wrong values are reported at their fields, and nothing is lost', async () => {
  const { page, close } = await openExplorer(tutorial);
  const fields = '#controls input[type=text]:visible, #controls input:not([type]):visible, #controls input[type=number]:visible';
  const count = await page.locator(fields).count();
  assert.ok(count >= 5, `${count} fields`);
  const command = await commandOf(page);
  for (let i = 0; i < count; i++) {
    const field = page.locator(fields).nth(i);
    if (await field.evaluate((input) => input.type === 'number')) continue;
    const name = await field.evaluate((input) => input.id);
    const before = await field.inputValue();
    await field.fill('12 apples');
    await field.press('Enter');
    await settle(page);
    assert.equal(await field.getAttribute('aria-invalid'), 'true', name);
    const message = await field.evaluate((input) => (input.getAttribute('aria-describedby') ?? '').split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
    assert.match(message, /must be|column|expected|two numbers|number/, `${name}: ${message}`);
    assert.equal(await commandOf(page), command, name);
    await field.fill(before);
    await field.press('Enter');
    await settle(page);
    assert.equal(await page.evaluate(() => explorer.error), null, name);
  }
  await close();
});

test('all controls can be reached by the Tab key', async () => {
  const { page, close } = await openExplorer(several);
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll('#explorer :is(a[href], button, input, select, textarea, summary, [tabindex="0"])');
    const usable = [...all].filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true })
      && !(e.type === 'radio' && !e.checked));
    usable.forEach((e, i) => e.setAttribute('data-tab', String(i)));
    return usable.length;
  });
  const reached = new Set();
  for (let i = 0; i < wanted + 20; i++) {
    await page.keyboard.press('Tab');
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-tab'));
    if (id !== null) reached.add(id);
  }
  const missing = await page.evaluate((ids) => [...document.querySelectorAll('[data-tab]')]
    .filter((e) => !ids.includes(e.getAttribute('data-tab'))).map((e) => e.outerHTML.slice(0, 120)), [...reached]);
  assert.deepEqual(missing, []);
  await close();
});

// ---- Time ----------------------------------------------------------------------------------------------------------

test('the iteration moves by buttons, keys and playing', async () => {
  const { page, close } = await openExplorer(tutorial);
  const t = () => page.evaluate(() => explorer.t);
  assert.equal(await t(), 60);
  const button = (name) => page.locator('#time').getByRole('button', { name });
  await button(/first|start|beginning/i).first().click();
  await settle(page);
  assert.equal(await t(), 0);
  await button(/next|forward/i).first().click();
  await settle(page);
  assert.equal(await t(), 1);
  assert.match(await page.evaluate(() => document.getElementById('algorithm').innerText), /x₁\s+0\.8 · 0 \+ /);
  await button(/^play/i).first().click();
  await page.waitForFunction(() => explorer.t > 5);
  await button(/pause/i).first().click();
  await settle(page);
  const paused = await t();
  await page.waitForTimeout(200);
  assert.equal(await t(), paused);
  await page.locator('#time input[type=range]').first().focus();
  await page.keyboard.press('End');
  await settle(page);
  assert.equal(await t(), 60);
  await close();
});

test('the numbers are those of state.dat', async () => {
  const directory = join(newDirectory(), 'state');
  execFileSync(program, ['run', '-q', '--state', '-f', 'none', '-o', directory]);
  const lines = readFileSync(join(directory, 'state.dat'), 'utf8').split('\n');
  const names = lines[1].slice(2).split(' ');
  const { page, close } = await openExplorer(tutorial);
  for (const t of [1, 2, 35, 60]) {
    const row = lines[2 + t].split(' ').map(Number);
    await page.evaluate((at) => explorer.setTime(at), t);
    await settle(page);
    const shown = await page.evaluate(() => document.getElementById('numbers').innerText);
    for (const name of ['m1', 'v2', 'mhat1', 'vhat2', 'g1', 'step2']) {
      const text = await page.evaluate((value) => explorer.module.number(value), row[names.indexOf(name)]);
      assert.ok(shown.replaceAll('\u2212', '-').includes(text), `t = ${t}, ${name} = ${text}: ${shown}`);
    }
  }
  await close();
});

// ---- The address ---------------------------------------------------------------------------------------------------

test('the address restores the state', async () => {
  const { page, close } = await openExplorer(tutorial);
  await page.evaluate(() => {
    explorer.update({ problem: 'expr:(x-0.3)^2+3*y^2', noise: '0.1', seed: '9', iterations: '80' });
    explorer.updateMethod(0, { optimizer: 'momentum', schedule: 'cosine', values: { alpha: '0.05' } });
  });
  await settle(page);
  await page.evaluate(() => explorer.setTime(33));
  await page.waitForFunction(() => location.hash.includes('t=33'));
  const [command, hash] = await page.evaluate(() => [explorer.module.command(), location.hash]);
  await close();
  const again = await openExplorer(tutorial, {}, hash);
  assert.equal(await commandOf(again.page), command);
  assert.equal(await again.page.evaluate(() => explorer.t), 33);
  await assertSameAsCommand(again.page);
  await again.close();
});

for (const fragment of ['#problem=nonsense', '#alpha=1', '#optimizer=adam&alpha=-1', '#problem=%zz', '#t=1e9&view=1,0,0,1',
  '#problem=expr:<script>alert(1)</script>', `#problem=expr:${'('.repeat(5000)}`, '#__proto__=1', '#optimizer=constructor']) {
  test(`an invalid address is rejected: ${fragment.slice(0, 40)}`, async () => {
    const { page, close } = await openExplorer(tutorial, {}, fragment);
    assert.match(await statusOf(page), /61 of 61 points identical/);
    assert.match(await page.evaluate(() => document.getElementById('explorer').innerText), /settings in the address were not used/);
    await close();
  });
}

// ---- Speed ---------------------------------------------------------------------------------------------------------

// Reported, not judged, since other programs may be running.
test('speed while the start is dragged', async (t) => {
  const { page, close } = await openExplorer(several);
  const from = await centerOf(page, '.map-start');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 0; i < 60; i++) {
    await page.mouse.move(from.x + 60 * Math.sin(i / 8), from.y - 40 + 40 * Math.cos(i / 8));
    await settle(page);
  }
  await page.mouse.up();
  const times = await page.evaluate(() => performance.getEntriesByName('update').map((entry) => entry.duration));
  times.sort((a, b) => a - b);
  assert.ok(times.length >= 50, `${times.length} updates`);
  const at = (part) => times[Math.floor(part * (times.length - 1))].toFixed(1);
  t.diagnostic(`1000 iterations of three optimizers: median ${at(0.5)} ms, 95 % below ${at(0.95)} ms`);
  assert.ok(statSync(join(explored(several), 'explore.html')).size > 0);
  await close();
});
