// Shared by the checks: runs of the program, a browser, and the checkers.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.ADAM_REPORT;
const md2html = process.env.MD2HTML;
const axe = join(here, 'node_modules', 'axe-core', 'axe.min.js');

// Markup of every document language, which must be shown literally.
export const hostileTitle =
  '<b>&amp;</b> 100%_{x} \\alpha |a| $5 *x* _y_ `code` [l](u) "q" \'r\' ~~s~~ #1 ' +
  ':math:`x` x\u2081\u00b2 \u2212 \u00e9 <script>alert(1)</script>';
export const hostilePrefix = "a b%20c#d&e_f~g{h}^$\\<i>'/";

// All runs to be checked, by name.
export const runs = {
  plain: [],
  all: ['--theme', 'both', '--format', 'png,svg,pdf', '--animate', '--title', 'All of it'],
  dark: ['--theme', 'dark', '--palette', 'cividis', '--transparent'],
  hostile: ['--theme', 'both', '--format', 'png,svg,pdf', '--title', hostileTitle,
    '--link-prefix', hostilePrefix],
  pdf: ['--format', 'pdf'],
  svg: ['--format', 'svg'],
  svgBoth: ['--format', 'svg', '--theme', 'both', '--problem', 'rosenbrock', '--optimizer', 'adam', '--optimizer',
    'momentum:alpha=0.0005', '--figure', 'all'],
  dataOnly: ['--figure', 'none'],
  short: ['--iterations', '1'],
  stopped: ['--alpha', '1e200'],
  several: ['--problem', 'goldstein-price', '--optimizer', 'adam:alpha=0.1', '--optimizer',
    'adam:alpha=0.2,beta1=0.5,beta2=0.9', '--optimizer', 'gradient-descent:alpha=0.0001', '--runs', '20'],
  six: ['--problem', 'rosenbrock', '--optimizer', 'adam', '--optimizer', 'momentum:alpha=0.0005', '--optimizer', 'rmsprop',
    '--optimizer', 'gradient-descent:alpha=0.001', '--optimizer', 'adam:alpha=0.1,beta1=0.5', '--optimizer',
    'nesterov:alpha=0.0005'],
  swept: ['--problem', 'expr:log(x^2+y^2+1)*(2-y)', '--sweep', 'alpha=0.001:1:10:log,beta1=0:0.9:10'],
};

const root = mkdtempSync(join(tmpdir(), 'adam-report-pages-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

const made = new Map();

// The directory and the manifest of the run of this name.
export function output(name) {
  if (!made.has(name)) {
    const directory = join(root, name);
    const run = spawnSync(program, ['run', '-q', '-o', directory, ...runs[name]]);
    assert.equal(run.status, name === 'stopped' ? 3 : 0, String(run.stderr));
    made.set(name, {
      directory,
      manifest: JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')),
      read: (file) => readFileSync(join(directory, file), 'utf8'),
      has: (file) => existsSync(join(directory, file)),
    });
  }
  return made.get(name);
}

// An empty directory.
export function newDirectory() {
  return mkdtempSync(join(root, 'site-'));
}

// A directory with a run's files, below the prefix of its snippets.
export function newSite(name, prefix) {
  const site = newDirectory();
  const below = join(site, prefix);
  mkdirSync(below, { recursive: true });
  execFileSync('cp', ['-R', `${output(name).directory}/.`, below]);
  return site;
}

export function markdownToHtml(markdown) {
  return execFileSync(md2html, { input: markdown, encoding: 'utf8', maxBuffer: 1 << 26 });
}

// Runs a command and returns its output, or fails with it.
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  assert.equal(result.error, undefined, `${command}: ${result.error}`);
  assert.equal(result.status, 0, `${command} ${args.join(' ')}\n${result.stdout}${result.stderr}`);
  return result.stdout + result.stderr;
}

let browser;

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  // No sandbox: it is not available to root in a container, and the pages are trusted.
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export async function closeBrowser() {
  await browser.close();
}

// A browser context, which the caller closes.
export function openContext(options) {
  return browser.newContext(options);
}

// Opens a file with a reader's preferences: {width, colorScheme, reducedMotion}. Any request except for files and
// data is a failure, reported by close().
export async function openPage(path, reader = {}) {
  const { width = 1280, ...preferences } = reader;
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...preferences });
  const page = await context.newPage();
  const elsewhere = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) elsewhere.push(request.url());
  });
  await page.goto(pathToFileURL(path).href);
  return {
    page,
    async close() {
      await context.close();
      assert.deepEqual(elsewhere, [], 'requests that leave the page');
    },
  };
}

// Conforms to WCAG 2 A and AA and to axe's best practices.
export async function assertAccessible(page, except = []) {
  await page.evaluate(readFileSync(axe, 'utf8')); // as a script of the page its policy would stop it
  const found = await page.evaluate(async (rules) => {
    const disabled = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
    const result = await globalThis.axe.run(document, { rules: disabled });
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`);
  }, except);
  assert.deepEqual(found, []);
}

// Every image exists and is drawn.
export async function assertPicturesLoad(page, count) {
  const sizes = await page.$$eval('img', (images) =>
    Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth, () => 0))));
  assert.equal(sizes.length, count);
  assert.ok(sizes.every((width) => width > 0), `widths ${sizes}`);
}

export function pictures(manifest) {
  return manifest.files.filter((file) => file.kind === 'figure' || file.kind === 'animation');
}

// Captions and alternative texts of the figures, in document order.
export function figures(manifest) {
  return manifest.parameters.figure.map((name) =>
    pictures(manifest).find((file) => file.name.startsWith(`${name}.`)));
}
