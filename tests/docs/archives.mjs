// Documents that are archives of XML and images (docx, odt, epub), and PDFs.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { newDirectory } from '../pages/support.mjs';
import { digest, missingCaptions, missingWords, output } from './support.mjs';

function unpack(path) {
  const directory = newDirectory();
  execFileSync('unzip', ['-q', path, '-d', directory]);
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function plainXml(xml) {
  return xml.replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

// pandoc 2 takes the caption for the alternative text in docx, and writes none into odt.
function hasAlternative(path, xml, { alt, caption }) {
  return extname(path) === '.odt' || xml.includes(`"${alt}"`) ||
    (extname(path) === '.docx' && xml.includes(`descr="${flat(caption)}`));
}

// Subscripts and dots in attributes.
function flat(text) {
  return text.normalize('NFKD').replaceAll('...', '\u2026');
}

function archiveProblems(path, figures) {
  const files = unpack(path);
  const digests = new Set(files.filter((file) => extname(file) === '.png').map((file) => digest(readFileSync(file))));
  const texts = files.filter((file) => /\.(xml|xhtml)$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  const xml = plainXml(texts.join('\n'));
  const text = xml.replace(/<[^>]*>/g, '');
  return [
    ...figures.filter((figure) => !digests.has(figure.digest)).map(({ name }) => `not in ${path}: ${name}`),
    ...figures.filter((figure) => !hasAlternative(path, xml, figure))
      .map(({ alt }) => `no alternative text in ${path}: ${alt}`),
    ...missingCaptions(figures, text),
  ];
}

// PDFs: one image for each figure.
function pdfProblems(path, figures) {
  const images = output(`pdfimages -list ${path}`, '/').split('\n').filter((line) => / image /.test(line));
  const text = output(`pdftotext -raw ${path} -`, '/');
  const problems = images.length === figures.length ? [] : [`${path}: ${images.length} of ${figures.length} images`];
  return [...problems, ...missingCaptions(figures, text)];
}

// pdfimages does not list embedded PDFs, but pdfTeX records their names.
export function includedProblems(project, name, runs) {
  const path = project.path(name);
  if (!existsSync(path)) return [`no ${name}`];
  const figures = project.figures(runs, 'pdf');
  const objects = output(`qpdf --qdf --object-streams=disable ${path} - | grep -a /PTEX.FileName`, '/');
  const included = objects.match(/\((.*)\)/g) ?? [];
  const problems = included.length === figures.length ? [] : [`${name}: ${included.length} of ${figures.length} images`];
  return [...problems, ...missingWords(figures, output(`pdftotext -raw ${path} -`, '/'))];
}

export function documentProblems(project, name, runs) {
  const path = project.path(name);
  if (!existsSync(path)) return [`no ${name}`];
  const figures = project.figures(runs, 'png');
  return extname(path) === '.pdf' ? pdfProblems(path, figures) : archiveProblems(path, figures);
}
