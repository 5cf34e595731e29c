// Figures and manifest in other programs.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  closeBrowser, hostileTitle, openBrowser, openPage, output, pictures, run, runs,
} from './support.mjs';

before(openBrowser);
after(closeBrowser);

for (const name of Object.keys(runs)) {
  test(`SHA256SUMS and manifest.json name every file: ${name}`, () => {
    const { directory, manifest } = output(name);
    const checked = run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: directory });
    const listed = checked.trim().split('\n').map((line) => line.replace(/: OK$/, ''));
    const there = run('ls', ['-A', directory]).trim().split('\n');
    assert.deepEqual([...listed, 'SHA256SUMS'].sort(), there.sort());
    assert.deepEqual([...manifest.files.map((file) => file.name), 'manifest.json'].sort(), listed.sort());
  });
}

for (const name of ['all', 'hostile', 'pdf']) {
  test(`PDFs are valid: ${name}`, () => {
    const { directory, manifest } = output(name);
    const files = pictures(manifest).filter((file) => file.name.endsWith('.pdf'));
    assert.ok(files.length >= 3);
    for (const file of files) {
      run('qpdf', ['--check', file.name], { cwd: directory });
      const info = run('pdfinfo', [file.name], { cwd: directory });
      assert.match(info, /^Page size: +640 x 480 pts$/m);
      assert.doesNotMatch(info, /Date/);
      assert.ok(info.includes(file.alternative_text));
      const fonts = run('pdffonts', [file.name], { cwd: directory }).trim().split('\n').slice(2);
      assert.ok(fonts.length > 0 && fonts.every((line) => / yes (yes|no ) (yes|no ) +\d/.test(line)), fonts.join('\n'));
    }
  });
}

test('text in a PDF is text, and the title is literal', () => {
  const text = run('pdftotext', ['-raw', 'contour.pdf', '-'], { cwd: output('hostile').directory });
  assert.ok(text.replace(/\s+/g, '').includes(hostileTitle.replace(/\s+/g, '')), text);
  assert.ok(run('pdfinfo', ['contour.pdf'], { cwd: output('hostile').directory }).includes(hostileTitle));
});

for (const name of ['all', 'hostile', 'svg']) {
  test(`SVGs are drawn, with text as text: ${name}`, async () => {
    const { directory, manifest } = output(name);
    const files = pictures(manifest).filter((file) => file.name.endsWith('.svg'));
    assert.ok(files.length >= 3);
    for (const file of files) {
      const { page, close } = await openPage(join(directory, file.name));
      const found = await page.evaluate(() => ({
        broken: document.querySelector('parsererror') !== null,
        titles: document.querySelectorAll('title').length, // others would be shown beside the mouse
        title: document.querySelector('svg > title').textContent,
        description: document.querySelector('svg > desc').textContent,
        text: [...document.querySelectorAll('text')].map((text) => text.textContent).join(' '),
        families: [...new Set([...document.querySelectorAll('[font-family]')]
          .map((element) => element.getAttribute('font-family')))],
        polygons: document.querySelectorAll('path, polygon').length,
      }));
      assert.equal(found.broken, false);
      assert.equal(found.titles, 1);
      assert.equal(found.title, manifest.title === '' ? file.caption : manifest.title);
      assert.equal(found.description, file.alternative_text);
      const words = found.text.replace(/\s+/g, '');
      assert.ok(words.includes(manifest.title.replace(/\s+/g, '')), found.text);
      assert.ok(words.includes('f(x1,x2)'), found.text);
      assert.deepEqual(found.families, ['DejaVu Sans, Verdana, sans-serif']);
      assert.ok(found.polygons >= 50);
      await close();
    }
  });
}
