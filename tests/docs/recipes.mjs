// The recipes of adam-report-figures(7), so that the page contains what these tests run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const manual = new URL('../../src/adam-report-figures.7', import.meta.url);

function plainText(line) {
  return line.replace(/^\\&/, '').replace(/\\e/g, '\\').replace(/\\-/g, '-').replace(/\\\(dq/g, '"').replace(/\\\(aq/g, "'");
}

// The literal blocks of a section. After a line `.Pa FILE`, a block is that file; any other is commands.
function blocks(section) {
  const found = [];
  const lines = section.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i].startsWith('.Bd -literal')) continue;
    const [, file] = /^\.Pa (\S*[^/\s]) :$/.exec(lines[i - 1]) ?? [];
    const end = lines.indexOf('.Ed', i);
    found.push({ file, text: lines.slice(i + 1, end).map((line) => `${plainText(line)}\n`).join('') });
    i = end;
  }
  return found;
}

// A recipe: files are the settings and the page, by name; draw is the command that draws the figures; build are the others.
export function recipe(name) {
  const sections = readFileSync(manual, 'utf8').split(/^\.S[sh] /m);
  const section = sections.find((text) => text.startsWith(`${name}\n`));
  assert.ok(section, `the manual page has no section ${name}`);
  const found = blocks(section);
  const commands = found.filter((block) => block.file === undefined)
    .flatMap((block) => block.text.replace(/\\\n */g, '').trim().split('\n'));
  return {
    files: Object.fromEntries(found.filter((block) => block.file !== undefined).map(({ file, text }) => [file, text])),
    draw: commands.find((command) => command.startsWith('adam-report ')),
    build: commands.filter((command) => !command.startsWith('adam-report ')),
  };
}
