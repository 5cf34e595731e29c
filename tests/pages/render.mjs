// Draws tests/pages/rendered/*.png for the README: each snippet in a document, the page of a comparison, explore.html, the
// gallery, and figures of several optimizers and of many runs. `node render.mjs DIRECTORY`, with the variables of make check-pages.

import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  closeBrowser, markdownToHtml, newSite, openBrowser, openPage, output, run,
} from './support.mjs';

const target = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const style = '<style>body { margin: 0; padding: 1.5rem; width: 560px; font: 15px/1.5 "DejaVu Sans", sans-serif;' +
  ' color: #1f2328 } img { width: 100%; height: auto } figure { margin: 0 } main h1 { display: none }' +
  ' figcaption, em { font-size: 14px; color: #57606a }</style>';

// The last of the figures in a snippet: contour_path.
function last(snippet, begin) {
  return snippet.slice(snippet.lastIndexOf(begin));
}

async function photograph(site, name) {
  const { page, close } = await openPage(join(site, 'page.html'), { width: 660 });
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.locator('body').screenshot({ path: join(target, `${name}.png`) });
  await close();
}

await openBrowser();
const { read } = output('plain');

let site = newSite('plain', '');
writeFileSync(join(site, 'page.html'), markdownToHtml(last(read('figures.md'), '![')) + style);
await photograph(site, 'markdown');

site = newSite('plain', '');
writeFileSync(join(site, 'page.html'),
  `<!DOCTYPE html><meta charset="utf-8"><body>${style}${last(read('figures.html'), '<figure')}`);
await photograph(site, 'html');

site = newSite('plain', '');
writeFileSync(join(site, 'page.rst'), last(read('figures.rst'), '.. figure::'));
run('rst2html5', ['--stylesheet=', 'page.rst', 'page.html'], { cwd: site });
writeFileSync(join(site, 'page.html'), run('cat', ['page.html'], { cwd: site }) + style);
await photograph(site, 'rst');

// The page of a comparison, as in tasks 2 and 6 of the README.
site = newSite('plain', 'output');
run(process.env.ADAM_REPORT, ['run', '-q', '-o', 'seed7', '--seed', '7', '--alpha', '0.05'], { cwd: site });
spawnSync(process.env.ADAM_REPORT, ['compare', '-o', 'report', 'output', 'seed7'], { cwd: site });
{
  const { page, close } = await openPage(join(site, 'report', 'index.html'), { width: 1280 });
  await page.locator('#files a', { hasText: 'contour_path.png' }).click();
  await page.check('input[value=side]');
  await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0 && image.style.transform));
  await page.screenshot({ path: join(target, 'comparison.png') });
  await close();
}

// explore.html of the tutorial's run, in the middle of the search.
site = newSite('plain', 'unused');
run(process.env.ADAM_REPORT, ['run', '-q', '--explore', '-o', 'output'], { cwd: site });
{
  const { page, close } = await openPage(join(site, 'output', 'explore.html'), { width: 1280 });
  await page.waitForSelector('html.computing');
  await page.evaluate(() => explorer.setTime(12));
  await page.waitForFunction(() => document.getElementById('numbers').innerText.includes('t = 12'));
  await page.screenshot({ path: join(target, 'explore.png') });
  await close();
}

// The gallery: the contours of all problems in one image.
site = newSite('plain', 'unused');
run('make', ['-C', join(here, '..', '..'), 'gallery', `OUTPUT=${site}`]);
writeFileSync(join(site, 'page.html'), '<!DOCTYPE html><meta charset="utf-8"><style>body { margin: 0; width: 1600px;' +
  ' display: grid; grid-template-columns: repeat(4, 1fr) } img { width: 100% }</style>' +
  ['sphere', 'rosenbrock', 'himmelblau', 'beale', 'booth', 'matyas', 'rastrigin', 'ackley', 'three-hump-camel',
    'styblinski-tang', 'goldstein-price', 'mccormick', 'easom', 'quadratic-10',
    'quadratic-1e3', 'quadratic-1e6']
    .map((name) => `<img src="gallery/contour_path-${name}.png">`).join(''));
{
  const { page, close } = await openPage(join(site, 'page.html'), { width: 1600 });
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.locator('body').screenshot({ path: join(target, 'gallery.png') });
  await close();
}
await closeBrowser();

// Figures of several optimizers, as in task 3 of the README, and of many runs.
const size = ['--scale', '1.5'];
run(process.env.ADAM_REPORT, ['run', '-q', '-o', 'rosenbrock', '--problem', 'rosenbrock', '-n', '1000',
  '-f', 'contour_path', '-f', 'convergence', '--optimizer', 'gradient-descent:alpha=0.001', '--optimizer',
  'momentum:alpha=0.0003,mu=0.9', '--optimizer', 'rmsprop:alpha=0.01', '--optimizer', 'adam:alpha=0.1', ...size],
{ cwd: site });
run(process.env.ADAM_REPORT, ['run', '-q', '-o', 'many', '--optimizer', 'adam', '--optimizer', 'adagrad', '--optimizer',
  'rmsprop', '--runs', '1000', '-f', 'ensemble', ...size], { cwd: site });
run(process.env.ADAM_REPORT, ['run', '-q', '-o', 'sweep', '--sweep', 'alpha=0.001:1:100:log,beta1=0:0.99:100', '-f', 'sweep',
  ...size], { cwd: site });
for (const [directory, figure, name] of [['rosenbrock', 'contour_path', 'several'], ['rosenbrock', 'convergence', 'convergence'],
  ['many', 'ensemble', 'ensemble'], ['sweep', 'sweep', 'sweep']])
  copyFileSync(join(site, directory, `${figure}.png`), join(target, `${name}.png`));

site = newSite('pdf', '');
const latex = output('pdf').read('figures.tex');
const preamble = latex.slice(0, latex.indexOf('\\begin{figure}'));
writeFileSync(join(site, 'page.tex'), '\\documentclass{article}\n\\usepackage{graphicx}\n\\pagestyle{empty}\n' +
  `\\begin{document}\n${preamble}${last(latex, '\\begin{figure}')}\\end{document}\n`);
run('pdflatex', ['-halt-on-error', '-interaction=nonstopmode', 'page.tex'], { cwd: site });
run('pdftoppm', ['-r', '110', '-png', '-singlefile', '-x', '185', '-y', '375', '-W', '565', '-H', '500', 'page.pdf',
  join(target, 'latex')], { cwd: site });
