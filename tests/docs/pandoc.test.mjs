// pandoc: a document in each format, with the figures of two runs, and one in a subdirectory; and the report of a run.

import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { Project, closeBrowser, openBrowser, output, siteProblems } from './support.mjs';
import { documentProblems } from './archives.mjs';

before(openBrowser);
after(closeBrowser);

const inner = { path: 'guide/paper.md', move: (text) => text.replace('-o run1', '-o guide/run1') };
const frame = (title, text) => `% ${title}\n\n${text}`;

// The commands for both documents, for a format.
function commands(recipe, format) {
  const command = recipe.build.find((line) => line.endsWith(`.${format}`)).replace('pandoc', 'pandoc --fail-if-warnings');
  return [
    command.replace('run1/figures-pandoc.md', '$& run2/figures-pandoc.md'),
    `cd guide && ${command.replaceAll('run1', 'run3')}`,
  ];
}

const documents = [
  { path: 'paper', runs: ['run1', 'run2'], labels: ['fig:run1-contour', 'fig:run2-contour'] },
  { path: 'guide/paper', runs: ['run3'], labels: ['fig:run3-contour'] },
];

for (const format of ['html', 'docx', 'odt', 'epub', 'pdf']) {
  test(`pandoc: ${format}`, async () => {
    const project = new Project('pandoc', { page: 'paper.md', inner, frame });
    const outputs = documents.map((document) => ({ ...document, path: `${document.path}.${format}` }));
    const check = async () => [...project.build(outputs.map(({ path }) => path), commands(project.recipe, format)),
      ...format === 'html' ? await siteProblems(project, '.', outputs, { format: 'png', name: 'pandoc' })
        : outputs.flatMap(({ path, runs }) => documentProblems(project, path, runs))];

    assert.deepEqual(await check(), []);
    project.remove('run3', 'img/contour_path.png');
    assert.notDeepEqual(await check(), []);
  });
}

test('pandoc: report.md', () => {
  const project = new Project('report.md', { page: 'page.md', inner: { path: 'guide/page.md', move: (text) => text } });
  // Without page numbers, which could be in the middle of a caption.
  const commands = project.recipe.build.map((line) => line.replace('pandoc', 'pandoc --fail-if-warnings -V pagestyle=empty'));
  const paths = commands.map((line) => /-o (\S+)/.exec(line)[1]);
  const check = () => [...project.build(paths, commands), ...paths.flatMap((path) => documentProblems(project, path, ['run1']))];

  assert.deepEqual(paths.map((path) => extname(path)), ['.docx', '.odt', '.epub', '.pdf']);
  assert.deepEqual(check(), []);
  assert.match(output('pdftotext report.pdf -', project.directory), /x₁² abs\(x₂\)/);
  project.remove('run1', 'contour_path.png');
  assert.notDeepEqual(check(), []);
});
