// figures.md, figures-github.md, .html, .rst and .tex, included in documents.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import {
  assertAccessible, assertPicturesLoad, closeBrowser, figures, hostilePrefix, markdownToHtml,
  newSite, openBrowser, openPage, output, run,
} from './support.mjs';

before(openBrowser);
after(closeBrowser);

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
const cases = [['plain', ''], ['all', ''], ['hostile', hostilePrefix], ['svg', ''], ['short', '']];

async function assertShows(site, name) {
  const { page, close } = await openPage(join(site, 'page.html'));
  const { manifest } = output(name);
  const text = (await page.textContent('body')).replace(/\s+/g, ' ');
  for (const file of figures(manifest)) assert.ok(text.includes(file.caption), file.name);
  return { page, close, manifest };
}

for (const [name, prefix] of cases) {
  for (const [file, ids] of [['figures.md', 0], ['figures-github.md', 1]]) {
    test(`${file}: ${name}`, async () => {
      const site = newSite(name, prefix);
      writeFileSync(join(site, 'page.html'), markdownToHtml(output(name).read(file)));
      const { page, close, manifest } = await assertShows(site, name);
      await assertPicturesLoad(page, 3);
      const texts = await page.$$eval('img', (images) => images.map((image) => image.alt.replace('Animation. ', '')));
      assert.deepEqual(texts, figures(manifest).map((figure) => figure.alternative_text));
      assert.equal(await page.$$eval('#contour-path', (all) => all.length), ids);
      await close();
    });
  }

  test(`figures.html: ${name}`, async () => {
    const site = newSite(name, prefix);
    const html = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Figures</title></head>' +
      `<body><main><h1>Figures</h1>\n${output(name).read('figures.html')}</main></body></html>\n`;
    writeFileSync(join(site, 'page.html'), html);
    const report = await validator.validateString(html);
    assert.deepEqual(report.results.flatMap((r) => r.messages.map((m) => m.message)), []);
    const { page, close } = await assertShows(site, name);
    await assertPicturesLoad(page, 3);
    await assertAccessible(page);
    await close();
  });

  test(`figures.rst: ${name}`, async () => {
    const site = newSite(name, prefix);
    writeFileSync(join(site, 'page.rst'), `Figures\n=======\n\n${output(name).read('figures.rst')}`);
    run('rst2html5', ['--report=1', '--halt=2', '--exit-status=2', 'page.rst', 'page.html'], { cwd: site });
    const { page, close, manifest } = await assertShows(site, name);
    await page.waitForLoadState();
    await assertPicturesLoad(page, 3);
    const texts = await page.$$eval('img', (images) => images.map((image) => image.alt));
    assert.deepEqual(texts, figures(manifest).map((file) => file.alternative_text));
    await close();
  });
}

// LaTeX breaks lines differently: compare without spaces and without characters that fonts have twice.
function letters(text) {
  return text.normalize('NFKD').replace(/\u2212/g, '-').replace(/[^a-z0-9().,:=+-]/gi, '');
}

for (const [name, prefix] of [['plain', ''], ['hostile', hostilePrefix], ['all', ''], ['pdf', '']]) {
  test(`figures.tex: ${name}`, () => {
    const site = newSite(name, prefix);
    const { manifest, read } = output(name);
    writeFileSync(join(site, 'figures.tex'), read('figures.tex'));
    writeFileSync(join(site, 'paper.tex'), '\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\n' +
      'See figure~\\ref{fig:contour-path}.\n\\input{figures}\n\\end{document}\n');
    const latex = ['-halt-on-error', '-interaction=nonstopmode', 'paper.tex'];
    run('pdflatex', latex, { cwd: site });
    const log = run('pdflatex', latex, { cwd: site });
    assert.doesNotMatch(log, /undefined|Overfull|Missing character/);
    const sizes = [...readFileSync(join(site, 'paper.log'), 'latin1').matchAll(/Requested size: ([\d.]+)pt/g)];
    assert.equal(sizes.length, 3);
    for (const [, width] of sizes) assert.ok(Math.abs(Number(width) - 345) < 0.02, 'as wide as the line');
    const text = letters(run('pdftotext', ['-raw', 'paper.pdf', '-'], { cwd: site }));
    assert.ok(text.includes(letters('See figure 3.')));
    for (const file of figures(manifest)) {
      const words = file.caption.split(/ (?=as |for |in |colored|from|each|The path|: )/);
      for (const part of words.filter((w) => !/[\u2070-\u209f\u00b2]/.test(w)))
        assert.ok(text.includes(letters(part)), `${part} in ${file.name}`);
    }
  });
}

test('figures.tex says that LaTeX does not read SVG', () => {
  assert.match(output('svg').read('figures.tex'), /^% LaTeX does not support SVG/);
});
