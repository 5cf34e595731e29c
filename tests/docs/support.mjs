// Projects of documentation tools, made from the recipes of adam-report-figures(7), and what a reader sees in their output.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newDirectory, openContext } from '../pages/support.mjs';
import { recipe } from './recipes.mjs';

export { closeBrowser, openBrowser } from '../pages/support.mjs';

const here = dirname(fileURLToPath(import.meta.url));

// Figures whose captions and alternative texts have characters with a meaning in some markup.
const hard = "--problem 'x^2*abs(y)+exp(-x)*y^2*1e-3' --optimizer adam --optimizer adam:alpha=0.1,beta1=0.95 --start 1,-0.5 " +
  '--figure contour,contour_path,convergence';

// adam-report and gnuplot of these tests come first, then the system's programs, which include its Python.
const environment = { ...process.env, PATH: `${process.env.DOCS_BIN}:/usr/bin:/bin:${process.env.PATH}`, LC_ALL: 'C.UTF-8' };

// The packages of programs with other names, for the message if one is missing.
const packages = {
  'sphinx-build': 'python3-sphinx', pdflatex: 'texlive-latex-base', pdfimages: 'poppler-utils', pdftotext: 'poppler-utils',
  npx: 'npm',
};

// Fails with the name of the package unless a shell command succeeds.
export function requirePackage(name, test) {
  const { status } = spawnSync('sh', ['-c', test], { env: environment });
  assert.equal(status, 0, `${name} is not installed; run scripts/bootstrap --pages`);
}

// Runs a command line in a directory: {status, output}.
export function shell(command, cwd) {
  const [program] = command.split(' ');
  requirePackage(packages[program] ?? program, `command -v ${program}`);
  const result = spawnSync('sh', ['-c', command], { cwd, env: environment, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { status: result.status, output: result.stdout + result.stderr };
}

export function output(command, cwd) {
  const result = shell(command, cwd);
  assert.equal(result.status, 0, `${command}\n${result.output}`);
  return result.output;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

// Node's packages are found from a project, as if they were installed there.
function addPackages(directory) {
  symlinkSync(join(here, 'node_modules'), join(directory, 'node_modules'));
}

export function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

// The figures of a run in a directory: {name, alt, caption, digest} of each image.
function figuresOf(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  return manifest.files.filter((file) => file.kind === 'figure').map((file) => ({
    name: file.name,
    alt: file.alternative_text,
    caption: file.caption,
    digest: digest(readFileSync(join(directory, file.name))),
  }));
}

// A project from a recipe. The page has the figures of run1, as in the recipe, and of run2; a page in a subdirectory has those
// of run3.
//   page: the file of the recipe that is the page
//   inner: {path, move(text)}: the page in the subdirectory, and the changes to the recipe that it requires
//   frame(title, text, isRoot): the page around the text
//   files: settings that the recipe leaves to the project, by name; change(text): a variant of the command and of the page
export class Project {
  constructor(name, { page, inner, frame = (_, text) => text, files = {}, needsPackages = false, change = (text) => text }) {
    this.recipe = recipe(name);
    this.recipe.draw = change(this.recipe.draw);
    this.directory = newDirectory();
    this.runs = {};
    if (needsPackages) addPackages(this.directory);
    const settings = { ...this.recipe.files, ...files };
    delete settings[page];
    for (const [path, text] of Object.entries(settings)) write(join(this.directory, path), text);

    const text = change(this.recipe.files[page] ?? '');
    const second = (command) => command.replaceAll('run1', 'run2');
    const third = (command) => inner.move(command).replaceAll('run1', 'run3');
    write(join(this.directory, page), frame('Root', `${text}\n${second(text)}`, true));
    write(join(this.directory, inner.path), frame('Inner', third(text), false));
    this.draw('run1', this.recipe.draw);
    this.draw('run2', second(this.recipe.draw));
    this.draw('run3', third(this.recipe.draw));
  }

  draw(run, command) {
    output(`${command} --quiet ${hard} -n 6${run.slice(-1)}`, this.directory);
    const [, directory] = /(?:-o|--output) (\S+)/.exec(command);
    this.runs[run] = { directory: this.path(directory), figures: figuresOf(this.path(directory)) };
  }

  path(...parts) {
    return join(this.directory, ...parts);
  }

  // Deletes an image.
  remove(run, image) {
    rmSync(join(this.runs[run].directory, image));
  }

  // What a build into these directories reports: nothing if it succeeds without a warning.
  build(directories, commands = this.recipe.build, warning = /\bwarn(ing)?\b/i) {
    for (const directory of directories) rmSync(this.path(directory), { recursive: true, force: true });
    return commands.flatMap((command) => {
      const { status, output: text } = shell(command, this.directory);
      return status === 0 && !warning.test(text) ? [] : [`${command}: status ${status}: ${text.trim()}`];
    });
  }

  // Files of a run other than images that a site would publish.
  published(directory) {
    if (!existsSync(this.path(directory))) return [];
    return readdirSync(this.path(directory), { recursive: true }).map(String)
      .filter((path) => /(^|\/)(figures|report|manifest\.json|SHA256SUMS)[^/]*$/.test(path) && /run\d\//.test(path))
      .map((path) => `published: ${path}`);
  }

  figures(runs, format, dark = false) {
    return runs.flatMap((run) => this.runs[run].figures)
      .filter(({ name }) => name.endsWith(`.${format}`) && name.includes('-dark.') === dark);
  }
}

// ---- Pages in a browser ---------------------------------------------------------------------------------------------

const types = {
  '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

// Serves a directory: {url, close()}.
export async function serve(root) {
  const server = createServer((request, response) => {
    let path = join(root, normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
    if (!existsSync(path)) {
      response.writeHead(404).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

// Runs in the page: its images that are displayed, and its references to labels.
async function readPage(labels) {
  const images = [];
  for (const image of document.images) {
    image.loading = 'eager';
    await image.decode().catch(() => undefined);
    const box = image.getBoundingClientRect();
    const isVisible = image.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    if (box.width === 0 || box.height === 0 || !isVisible) continue;
    const bytes = await fetch(image.currentSrc).then((r) => (r.ok ? r.arrayBuffer() : null), () => null);
    const hash = bytes === null ? null : [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
      .map((byte) => byte.toString(16).padStart(2, '0')).join('');
    images.push({
      alt: image.alt,
      source: image.currentSrc || image.src,
      width: image.naturalWidth,
      digest: hash,
      overflow: box.right > document.documentElement.clientWidth,
    });
  }
  const links = [...document.querySelectorAll('a[href*="#"]')].filter((a) => labels.includes(a.hash.slice(1)));
  return {
    images,
    references: links.map((a) => a.hash.slice(1))
      .map((label) => ({ label, target: document.getElementById(label) !== null })),
    text: document.body.innerText,
  };
}

function seen(expected, images) {
  const left = images.map((image) => image);
  const missing = expected.filter(({ alt, digest: hash }) => {
    const index = left.findIndex((image) => image.alt === alt && image.digest === hash && image.width > 0);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { missing, others: left };
}

// Subscripts are characters or markup; words are broken with hyphens.
function letters(text) {
  return text.normalize('NFKD').replace(/[\s\u2212-]+/g, '');
}

export function missingCaptions(figures, text) {
  const found = letters(text);
  return figures.filter(({ caption }) => !found.includes(letters(caption))).map(({ caption }) => `no caption: ${caption}`);
}

// The same for documents that set formulas as mathematics, whose characters are extracted in another order.
export function missingWords(figures, text) {
  const found = letters(text);
  const formula = /\S*[\u00b2\u00b3\u00b9\u00b7\u2070-\u209f]\S*|\S*\de-\d\S*/;
  return figures.flatMap(({ caption }) => caption.split(formula).filter((words) => !found.includes(letters(words)))
    .map((words) => `not in the caption: ${words}`));
}

// What is wrong with a page: images of the run that are not displayed or are others, references without a target, requests
// without an answer. expected: {figures, labels: of references}; reader: {colorScheme, theme: as the theme's button
// stores it}.
export async function pageProblems(url, expected, reader = {}) {
  const { colorScheme = 'light', theme, screenshot, width = 1100 } = reader;
  const context = await openContext({ viewport: { width, height: 900 }, colorScheme });
  const problems = [];
  const page = await context.newPage();
  const origin = new URL(url).origin;
  await page.route((address) => address.origin !== origin && address.protocol !== 'data:', (route) => route.abort());
  page.on('response', (response) => {
    const isPart = /^(image|document)$/.test(response.request().resourceType()) && !/favicon/.test(response.url());
    if (isPart && response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  if (theme) await page.addInitScript((name) => localStorage.setItem('theme', name), theme);
  await page.goto(url);
  const found = await page.evaluate(readPage, expected.labels);
  const picture = join(process.env.SCREENSHOTS ?? '', `${screenshot}.png`);
  if (process.env.SCREENSHOTS && !existsSync(picture)) await page.screenshot({ path: picture, fullPage: true });
  await context.close();

  const { missing, others } = seen(expected.figures, found.images);
  problems.push(...missing.map(({ name }) => `not displayed: ${name}`));
  problems.push(...others.map((image) => `displayed, too, or not loaded: ${image.source} (${image.width})`));
  problems.push(...found.images.filter((image) => image.overflow).map((image) => `wider than the page: ${image.source}`));
  for (const label of expected.labels)
    if (!found.references.some((reference) => reference.label === label)) problems.push(`no reference to ${label}`);
  problems.push(...found.references.filter((reference) => !reference.target).map(({ label }) => `no target ${label}`));
  problems.push(...missingCaptions(expected.figures, found.text));
  return problems;
}

// A set of pages below a directory, of a project. pages: [{path, runs, labels}].
export async function siteProblems(project, directory, pages, options) {
  const { format, dark = false, name, ...reader } = options;
  const { url, close } = await serve(project.path(directory));
  const problems = [];
  try {
    for (const { path, runs, labels } of pages) {
      const expected = { figures: project.figures(runs, format, dark), labels };
      assert.ok(expected.figures.length > 0);
      const screenshot = `${name}-${path.replace(/\W+/g, '_')}-${dark ? 'dark' : 'light'}`;
      problems.push(...await pageProblems(`${url}/${path}`, expected, { ...reader, screenshot }));
    }
  } finally {
    close();
  }
  return problems;
}
