// LaTeX: articles and slides with the figures of two runs, one of them higher than a page; and LaTeX as the input of pandoc.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { newDirectory } from '../pages/support.mjs';
import { output, shell } from './support.mjs';

const directory = newDirectory();
const runs = ['run1', 'run2'];
const path = (name) => join(directory, name);
const figures = (run) => JSON.parse(readFileSync(path(`${run}/manifest.json`), 'utf8')).files.filter((file) => file.kind === 'figure');

before(() => {
  output('adam-report -q -o run1 --link-prefix run1 --label-prefix run1-', directory);
  output('adam-report -q -o run2 --link-prefix run2 --label-prefix run2- --size 600x1100 --format pdf --problem rosenbrock ' +
    '--optimizer adam,rmsprop', directory);
});

// Compiles a document until its references are resolved, and returns the last log.
function compile(engine, name, text) {
  writeFileSync(path(`${name}.tex`), text);
  let log = '';
  for (let i = 0; i < 3; i++) log = output(`${engine} -interaction=nonstopmode -halt-on-error ${name}.tex`, directory);
  return log;
}

const input = '\\listoffigures\nFigures \\ref{fig:run1-contour} and \\ref{fig:run2-contour}.\n\\input{run1/figures}\n\\input{run2/figures}\n';
const article = (options, packages, body) => `\\documentclass[${options}]{article}\n\\usepackage{graphicx}\n${packages}\\begin{document}\n${body}\\end{document}\n`;

// Slides with a figure each, from the collected snippets.
function slides(options) {
  const parts = runs.map((run) => readFileSync(path(`${run}/figures.tex`), 'utf8').split('\\makeatother\n'));
  const frames = parts.flatMap(([definitions, all]) => [`${definitions}\\makeatother\n`,
    ...all.split(/(?<=\\end\{figure\}\})\n/).filter((figure) => figure.trim()).map((figure) => `\\begin{frame}{A title}\n${figure}\n\\end{frame}\n`)]);
  return `\\documentclass[${options}]{beamer}\n\\begin{document}\n${frames.join('')}\\end{document}\n`;
}

// The lines of a log that are warnings.
const warnings = (log) => log.split('\n').filter((line) => /Warning:|Overfull|Missing character/.test(line));

for (const engine of ['pdflatex', 'lualatex', 'xelatex']) {
  test(`${engine}: an article`, () => {
    assert.deepEqual(warnings(compile(engine, 'article', article('', '', input))), []);
    const text = output('pdftotext -layout article.pdf -', directory);
    assert.match(text, /Figures 2 and 5\./);
    assert.match(text, /1 +Surface of f/);
  });
}

test('two columns, hyperref, cleveref and options', () => {
  const options = '\\def\\adamreportoptions{star, placement=t, width=.5\\linewidth, height=5cm}\n';
  const body = `\\cref{fig:run1-contour}\n${options}${input}`;
  const packages = '\\usepackage{hyperref}\n\\usepackage{cleveref}\n';
  assert.deepEqual(warnings(compile('pdflatex', 'columns', article('twocolumn', packages, body))), []);
  const sizes = [...readFileSync(path('columns.log'), 'latin1').matchAll(/Requested size: ([\d.]+)pt x ([\d.]+)pt/g)];
  assert.equal(sizes.length, figures('run1').length + figures('run2').length);
  for (const [, , height] of sizes) assert.ok(Number(height) < 142.3, 'not higher than 5 cm');
});

for (const options of ['', 'aspectratio=169,11pt']) {
  test(`slides: ${options || '4:3'}`, () => {
    assert.deepEqual(warnings(compile('pdflatex', 'slides', slides(options))), []);
  });
}

for (const engine of ['lualatex', 'pdflatex']) {
  test(`${engine}: alternative texts in a tagged PDF`, () => {
    const text = `\\DocumentMetadata{lang=en,testphase=phase-II,uncompress}\n${article('', '', input)}`;
    assert.deepEqual(warnings(compile(engine, 'tagged', text)), []);
    output('qpdf --qdf --object-streams=disable tagged.pdf plain.pdf', directory);
    const pdf = readFileSync(path('plain.pdf'), 'latin1');
    const found = [...pdf.matchAll(/\/Alt <feff([0-9a-f]+)>(?:(?!endobj)[^])*?\/S \/Figure/g)]
      .map(([, hex]) => Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    assert.deepEqual(found.sort(), runs.flatMap(figures).map((figure) => figure.alternative_text).sort());
    assert.equal((output('pdfinfo -struct tagged.pdf', directory).match(/^ +Figure/gm) ?? []).length, found.length);
  });
}

test('pandoc reads each image once, with caption and label', () => {
  writeFileSync(path('paper.tex'), article('', '', '\\input{run1/figures}\nSee \\ref{fig:run1-contour}.\n\\input{run1/figures}\n'));
  const { status, output: text } = shell('pandoc --fail-if-warnings -f latex -t json paper.tex', directory);
  assert.equal(status, 0, text);
  assert.equal((text.match(/"t":"Image"/g) ?? []).length, 2 * figures('run1').length);
  assert.equal((text.match(/\["fig:run1-contour",\[\],\[\]\]/g) ?? []).length, 2);
  for (const format of ['docx', 'epub']) {
    output(`pandoc -f latex paper.tex -o paper.${format} --metadata title=t`, directory);
    const files = output(`unzip -l paper.${format}`, directory);
    assert.equal((files.match(/\.png$/gm) ?? []).length, figures('run1').length);
  }
});
