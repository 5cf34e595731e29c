// The module of explore.html and the program: the same files, byte for byte.
//
// A difference is reported with its settings, the module's command, and both digests; settings are always the same.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import vm from 'node:vm';
import { allRandomSettings, formulaSettings, mapSettings } from './settings.mjs';

const { ADAM_REPORT: program, EXPLORE_MODULE: modulePath, EXPLORE_PROGRAM: filesOfProgram } = process.env;
const script = new URL('../../scripts/pages/explore_module.js', import.meta.url);
const mostBytes = 150_000;

let module;
let directory;

before(async () => {
  const context = vm.createContext({ TextDecoder, TextEncoder, WebAssembly });
  const openModule = vm.runInContext(`${readFileSync(script, 'utf8')};openModule`, context);
  module = await openModule(readFileSync(modulePath));
  directory = mkdtempSync(join(tmpdir(), 'explore-'));
});

after(() => rmSync(directory, { recursive: true, force: true }));

const digest = (text) => createHash('sha256').update(text).digest('hex');

const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

// A command for settings that the module rejects.
function commandOf(pairs) {
  const options = [];
  for (const [key, value] of pairs) {
    if (key === 'optimizer') {
      options.push([key, value, []]);
    } else if (options.some(([name]) => name === 'optimizer')) {
      options.at(-1)[2].push(`${key}=${value}`);
    } else {
      options.push([key, value, []]);
    }
  }
  return `adam-report run ${options.map(([key, value, rest]) =>
    quoted(`--${key}=${value}${rest.length > 0 ? `:${rest.join()}` : ''}`)).join(' ')}`;
}

// What the module makes of settings: { name, command, digest }, or { name, command, message }, or nothing for a map with a start
// that searches cannot have.
function ask(file, { name, pairs }) {
  const error = module.set(pairs);
  if (error !== null) {
    return file === 'bands' ? [] : { name, command: commandOf(pairs), message: error.message };
  }
  const command = module.command();
  try {
    return { name, command, digest: digest(module[file]()) };
  } catch (failure) {
    return { name, command, message: failure.message };
  }
}

// The program's digests or errors for the module's commands, computed while the module continues.
async function askBoth(file, settings) {
  const child = spawn(filesOfProgram, { stdio: ['pipe', 'pipe', 'inherit'] });
  const output = text(child.stdout);
  const answers = [];
  for (const one of settings) {
    const [answer] = [ask(file, one)].flat();
    if (answer !== undefined) {
      answers.push(answer);
      child.stdin.write(`${file} ${answer.command}\n`);
      await setImmediate(); // so that it is written
    }
  }
  child.stdin.end();
  return { answers, expected: (await output).trimEnd().split('\n') };
}

// Compares them all, and returns how many files were equal.
async function assertEqual(file, settings) {
  const { answers, expected } = await askBoth(file, settings);
  assert.equal(expected.length, answers.length);
  const differences = answers.flatMap((answer, i) => {
    const same = answer.digest === undefined ? expected[i].startsWith('error: ') : expected[i] === answer.digest;
    return same ? [] : [{ ...answer, expected: expected[i] }];
  });
  assert.equal(differences.length, 0, JSON.stringify(differences.slice(0, 5), null, 1));
  return answers.filter((answer) => answer.digest !== undefined).length;
}

test('the module is small and imports nothing', () => {
  const bytes = readFileSync(modulePath);
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
  assert.ok(bytes.length <= mostBytes, `${bytes.length} bytes are more than ${mostBytes}`);
});

test('trajectory.dat of all optimizers on all problems with random settings', async (t) => {
  const settings = allRandomSettings(module.tables, 20);
  const equal = await assertEqual('trajectory', settings);
  t.diagnostic(`${equal} files are equal, ${settings.length - equal} settings are rejected by both`);
  assert.ok(equal > 0.95 * settings.length);
});

test('trajectory.dat of formulas', async (t) => {
  const settings = formulaSettings(module.tables, 360);
  const equal = await assertEqual('trajectory', settings);
  t.diagnostic(`${equal} files are equal, ${settings.length - equal} formulas are rejected by both`);
  assert.ok(equal >= 200);
});

test('bands.dat of problems and formulas, with linear and logarithmic levels', async (t) => {
  const settings = [...mapSettings(module.tables), ...formulaSettings(module.tables, 90)];
  const equal = await assertEqual('bands', settings);
  t.diagnostic(`${equal} files are equal`);
  assert.ok(equal >= 120);
});

// With the program itself, its figure, and a shell that reads the command.
test('a command that is run in a shell writes both files', () => {
  const some = [...mapSettings(module.tables).filter((_, i) => i % 10 === 0 || i % 20 === 9), ...formulaSettings(module.tables, 2)];
  for (const { name, pairs } of some) {
    assert.equal(module.set(pairs), null, name);
    const run = spawnSync('sh', ['-c', `${module.command()} --quiet --figure contour --output "$OUTPUT"`],
      { env: { ...process.env, OUTPUT: directory, PATH: `${join(program, '..')}:${process.env.PATH}` }, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    for (const file of ['trajectory', 'bands']) {
      assert.ok(readFileSync(join(directory, `${file}.dat`), 'utf8') === module[file](), `${name}: ${file}.dat differs`);
    }
  }
});
