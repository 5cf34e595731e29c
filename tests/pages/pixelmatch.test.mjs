// Counts of changed pixels equal those of pixelmatch for various opaque images: antialiased shapes,
// noise, single rows and columns, and figures of the program.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { newDirectory, output } from './support.mjs';

const program = process.env.ADAM_REPORT;

// Reproducible random numbers: a linear congruential generator (Numerical Recipes).
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function picture(width, height, color) {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) png.data.set([...color(x, y), 255], 4 * (y * width + x));
  }
  return png;
}

// Circles with antialiased edges on a colored background, shifted by fractions of a pixel.
function circles(seed, shift) {
  const next = random(seed);
  const all = Array.from({ length: 12 }, () => ({
    x: 120 * next() + shift, y: 90 * next() + shift / 2, r: 3 + 20 * next(), color: [next(), next(), next()].map((c) => 255 * c),
  }));
  return picture(120, 90, (x, y) => all.reduce((ground, { x: cx, y: cy, r, color }) => {
    const cover = Math.min(1, Math.max(0, r + 0.5 - Math.hypot(x - cx, y - cy)));
    return ground.map((g, i) => Math.round(g + (color[i] - g) * cover));
  }, [240, 240, 230]));
}

function noise(width, height, seed, levels) {
  const next = random(seed);
  return picture(width, height, () => [0, 0, 0].map(() => Math.round(Math.floor(next() * levels) * (255 / (levels - 1)))));
}

const figure = (run, name) => PNG.sync.read(readFileSync(join(output(run).directory, name)));

const pairs = {
  'circles moved a little': [circles(1, 0), circles(1, 0.4)],
  'circles moved a pixel': [circles(2, 0), circles(2, 1)],
  'other circles': [circles(3, 0), circles(4, 0)],
  noise: [noise(64, 48, 5, 256), noise(64, 48, 6, 256)],
  'noise of few colors': [noise(64, 48, 7, 2), noise(64, 48, 8, 2)],
  'noise of three levels': [noise(33, 31, 9, 3), noise(33, 31, 10, 3)],
  'a row': [noise(64, 1, 11, 2), noise(64, 1, 12, 2)],
  'a column': [noise(1, 64, 13, 2), noise(1, 64, 14, 2)],
  'two rows': [noise(64, 2, 15, 2), noise(64, 2, 16, 2)],
  'a pixel': [noise(1, 1, 17, 2), noise(1, 1, 20, 2)],
  figures: [figure('plain', 'contour.png'), figure('plain', 'contour_path.png')],
  'other figures': [figure('plain', 'surface.png'), figure('plain', 'contour.png')],
};

for (const [name, [a, b]] of Object.entries(pairs)) {
  test(`counts equal those of pixelmatch: ${name}`, () => {
    const directory = newDirectory();
    const paths = ['a.png', 'b.png'].map((file) => join(directory, file));
    writeFileSync(paths[0], PNG.sync.write(a));
    writeFileSync(paths[1], PNG.sync.write(b));
    for (const threshold of [0, 0.05, 0.1, 0.5]) {
      for (const includeAA of [false, true]) {
        const wanted = pixelmatch(a.data, b.data, null, a.width, a.height, { threshold, includeAA });
        const report = join(directory, `report-${threshold}-${includeAA}`);
        const run = spawnSync(program, ['compare', '-q', '-o', report, '--threshold', String(threshold),
          '--antialiasing', includeAA ? 'count' : 'ignore', ...paths], { encoding: 'utf8' });
        assert.ok(run.status < 2, run.stderr);
        const { image } = JSON.parse(readFileSync(join(report, 'comparison.json'), 'utf8')).files[0];
        assert.equal(image?.changed ?? 0, wanted, `threshold ${threshold}, includeAA ${includeAA}`);
      }
    }
  });
}
