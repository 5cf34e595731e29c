'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const main = document.getElementById('detail');

const severity = ['unreadable', 'changed', 'missing', 'added', 'rendering', 'same', 'identical'];

// "same pixels" and "same values" count as one verdict.
const verdictName = (file) => (file.verdict.startsWith('same') ? 'same' : file.verdict);
const verdictClass = (file) => (!file.passes ? 'bad' : /rendering|added/.test(file.verdict) ? 'fair' : 'good');

// An element with these attributes; 'text' is its text, functions are listeners.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') made.textContent = value;
    else if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function verdictOf(file) {
  const sign = file.passes ? '\u2713' : '\u2717';
  return element('span', { class: `verdict ${verdictClass(file)}`, text: `${sign} ${file.verdict}` });
}

// The file's address in this page: its name after a slash, which is never an element's id.
const address = (name) => `#/${encodeURIComponent(name).replaceAll('%2F', '/')}`;

// In the format of the program: two significant digits, no exponent, and 100 only for all.
function percent(part, whole) {
  const value = whole > 0 ? (100 * part) / whole : 0;
  if (part === 0 || part >= whole) return part === 0 ? '0' : '100';
  if (value < 0.001) return 'less than 0.001';
  const digits = value > 99 ? 2 : value < 0.01 ? 4 : value < 0.1 ? 3 : value < 1 ? 2 : value < 10 ? 1 : 0;
  return String(Number(Math.min(99.99, value).toFixed(digits)));
}

function bytes(size) {
  return `${size.toLocaleString('en')} bytes`;
}

// ---- Images ----

// All views of an image, on one side or on two, are panned and zoomed together.
class Viewer {
  static modes = [
    ['side', 'Side by side'], ['swipe', 'Swipe'], ['overlay', 'Overlay'], ['blink', 'Blink'],
    ['difference', 'Difference'],
  ];

  constructor(file) {
    this.file = file;
    this.pictures = file.pictures;
    this.both = this.pictures.baseline !== null && this.pictures.candidate !== null;
    this.mode = this.both && this.pictures.difference !== null ? 'difference' : 'side';
    this.split = 50;
    this.opacity = 50;
    this.blinking = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.candidateShown = true;
    this.views = [];
    this.scale = 0; // not known yet: the picture has to fit first
    this.x = 0;
    this.y = 0;
    this.boxes = file.image ? file.image.clusters : [];
    this.showBoxes = false;
    this.stage = element('div', { class: 'stage' });
    this.tools = element('div', { class: 'tools' });
    this.extra = element('div', { class: 'tools' });
    this.zoomShown = element('output', { 'aria-label': 'Zoom' });
    this.colors = this.legend();
    this.observer = new ResizeObserver(() => this.draw());
    this.buildTools();
    this.build();
    this.root = element('section', { 'aria-label': 'Pictures' }, this.tools, this.extra, this.stage, this.colors,
      this.places());
  }

  dispose() {
    clearInterval(this.timer);
    this.observer.disconnect();
  }

  buildTools() {
    if (this.both) {
      this.tools.append(element('fieldset', {}, element('legend', { text: 'Show' }),
        ...Viewer.modes.map(([mode, label]) => element('label', {},
          element('input', {
            type: 'radio', name: 'mode', value: mode, checked: mode === this.mode,
            change: () => { this.mode = mode; this.build(); },
          }), ` ${label}`))));
    }
    const button = (text, label, action) => element('button', { type: 'button', text, 'aria-label': label, click: action });
    this.tools.append(element('span', { role: 'group', 'aria-label': 'Zoom' },
      button('\u2212', 'Smaller', () => this.zoom(1 / 1.5)), this.zoomShown, button('+', 'Larger', () => this.zoom(1.5)),
      ' ', button('Fit', 'Fit the image', () => this.fit()),
      ' ', button('100 %', 'Full size', () => this.zoomTo(1))));
    if (this.boxes.length > 0) {
      this.tools.append(element('label', {}, element('input', {
        type: 'checkbox', id: 'boxes', change: (event) => { this.showBoxes = event.target.checked; this.draw(); },
      }), ' Boxes around the changes'));
    }
  }

  static trouble(source) {
    return source.startsWith('data:') ? 'The browser cannot show this image.'
      : `${decodeURIComponent(source)} is missing, or the browser cannot show it.`;
  }

  // The layers of each view, from the lowest: [label, [[image, class], ...]].
  layers() {
    const { baseline, candidate, difference } = this.pictures;
    switch (this.both ? this.mode : 'side') {
    case 'side':
      return ['baseline', 'candidate'].filter((side) => this.pictures[side] !== null)
        .map((side) => [side, [[this.pictures[side], '']]]);
    case 'swipe':
      return [['baseline on the left, candidate on the right', [[baseline, ''], [candidate, 'upper']]]];
    case 'overlay':
      return [['candidate over baseline', [[baseline, ''], [candidate, 'upper']]]];
    case 'blink':
      return [['candidate and baseline alternating', [[baseline, ''], [candidate, 'upper']]]];
    default:
      return difference !== null ? [['difference', [[difference, '']]]]
        : [['difference: black where they are equal', [[baseline, ''], [candidate, 'subtract']]]];
    }
  }

  // Creates the views of the mode, and its controls.
  build() {
    clearInterval(this.timer);
    this.observer.disconnect();
    this.views = this.layers().map(([caption, layers]) => this.buildView(caption, layers));
    this.stage.replaceChildren(...this.views.map((view) => view.figure));
    this.extra.replaceChildren(...this.buildExtra());
    if (this.colors !== null) this.colors.hidden = this.mode !== 'difference';
    for (const view of this.views) this.observer.observe(view.root);
    this.draw();
  }

  buildView(caption, layers) {
    const root = element('div', {
      class: 'view', tabindex: '0', role: 'group', 'aria-label': `Picture, ${caption}; arrows move it, plus and minus zoom`,
    });
    const pictures = layers.map(([source, role]) => {
      const image = element('img', {
        src: source, alt: `${this.file.name}, ${caption}`, draggable: 'false', load: () => this.draw(),
        error: () => root.replaceChildren(element('p', { class: 'notice', text: Viewer.trouble(source) })),
      });
      const layer = element('div', { class: `layer ${role}` }, image);
      root.append(layer);
      return { layer, image, role };
    });
    this.listen(root);
    if (this.both && this.mode === 'swipe') root.append(this.buildDivider(root));
    return { root, pictures, figure: element('figure', {}, element('figcaption', { text: caption }), root) };
  }

  // The divider between the two images of the swipe, which can be dragged or moved with keys.
  buildDivider(view) {
    const set = (split) => {
      this.split = Math.min(100, Math.max(0, split));
      divider.setAttribute('aria-valuenow', Math.round(this.split));
      this.draw();
    };
    const steps = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -100, End: 100,
    };
    const divider = element('div', {
      class: 'divider', id: 'split', tabindex: '0', role: 'slider', 'aria-label': 'Divider between baseline and candidate',
      'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': Math.round(this.split),
      keydown: (event) => {
        if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        set(this.split + steps[event.key] * (event.shiftKey ? 10 : 1));
      },
      pointerdown: (event) => {
        event.stopPropagation();
        divider.setPointerCapture(event.pointerId);
      },
      pointermove: (event) => {
        const frame = view.getBoundingClientRect();
        if (divider.hasPointerCapture(event.pointerId)) set((100 * (event.clientX - frame.left)) / frame.width);
      },
      dblclick: (event) => event.stopPropagation(),
    });
    return divider;
  }

  buildExtra() {
    const range = (label, name, id) => element('label', {}, `${label} `, element('input', {
      type: 'range', min: '0', max: '100', value: String(this[name]), id,
      input: (event) => { this[name] = Number(event.target.value); this.draw(); },
    }));
    if (!this.both) return [];
    if (this.mode === 'overlay') return [range('Opacity of the candidate', 'opacity', 'opacity')];
    if (this.mode !== 'blink') return [];
    const now = element('span', { class: 'now' });
    const turn = () => {
      this.candidateShown = !this.candidateShown;
      now.textContent = this.candidateShown ? 'candidate' : 'baseline';
      this.draw();
    };
    const start = () => {
      clearInterval(this.timer);
      if (this.blinking) this.timer = setInterval(turn, 700);
    };
    start();
    now.textContent = this.candidateShown ? 'candidate' : 'baseline';
    return [
      element('label', {}, element('input', {
        type: 'checkbox', id: 'blinking', checked: this.blinking,
        change: (event) => { this.blinking = event.target.checked; start(); },
      }), ' Blink'),
      element('button', { type: 'button', text: 'Show the other image', click: turn }), now,
    ];
  }

  // The size of the largest image: they share their upper left corner.
  size() {
    const images = this.views.flatMap((view) => view.pictures.map((picture) => picture.image));
    return {
      width: Math.max(...images.map((image) => image.naturalWidth)),
      height: Math.max(...images.map((image) => image.naturalHeight)),
    };
  }

  fitting() {
    const { width, height } = this.size();
    const view = this.views[0].root;
    return Math.min(view.clientWidth / width, view.clientHeight / height);
  }

  fit() {
    const { width, height } = this.size();
    const view = this.views[0].root;
    this.scale = this.fitting();
    this.x = (view.clientWidth - width * this.scale) / 2;
    this.y = (view.clientHeight - height * this.scale) / 2;
    this.fitted = true;
    this.draw();
  }

  // Keeps the point (x, y) of the view fixed, or the center without one.
  zoomTo(scale, x, y) {
    const view = this.views[0].root;
    const px = x ?? view.clientWidth / 2;
    const py = y ?? view.clientHeight / 2;
    const bounded = Math.min(32, Math.max(this.fitting() / 4, scale));
    this.x = px - (px - this.x) * (bounded / this.scale);
    this.y = py - (py - this.y) * (bounded / this.scale);
    this.scale = bounded;
    this.fitted = false;
    this.draw();
  }

  zoom(factor, x, y) {
    this.zoomTo(this.scale * factor, x, y);
  }

  move(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.fitted = false;
    this.draw();
  }

  // To the center of the view, with a margin.
  showBox(box) {
    const view = this.views[0].root;
    const least = Math.min(view.clientWidth / (box.width * 2), view.clientHeight / (box.height * 2));
    this.scale = Math.min(8, Math.max(least, this.fitting()));
    this.x = view.clientWidth / 2 - (box.x + box.width / 2) * this.scale;
    this.y = view.clientHeight / 2 - (box.y + box.height / 2) * this.scale;
    this.fitted = false;
    this.showBoxes = true;
    this.stage.scrollIntoView({ block: 'nearest' });
    document.getElementById('boxes').checked = true;
    this.draw();
  }

  draw() {
    const { width, height } = this.views.length > 0 ? this.size() : { width: 0 };
    if (!(width > 0) || this.views[0].root.clientWidth === 0) return;
    for (const { root } of this.views) // no higher than the picture needs where it fits
      root.style.setProperty('--height', `min(60vh, ${(root.clientWidth * height) / width + 2}px)`);
    if (this.scale === 0 || (this.fitted && Math.abs(this.scale - this.fitting()) > 1e-9)) {
      this.fit();
      return;
    }
    this.zoomShown.textContent = `${Math.round(this.scale * 100)} %`;
    for (const view of this.views) this.drawView(view);
  }

  drawView(view) {
    for (const { layer, image, role } of view.pictures) {
      image.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
      layer.classList.toggle('sharp', this.scale >= 2);
      if (role !== 'upper') continue;
      layer.style.clipPath = this.mode === 'swipe' ? `inset(0 0 0 ${this.split}%)` : '';
      layer.style.opacity = this.mode === 'overlay' ? this.opacity / 100 : 1;
      layer.style.visibility = this.mode === 'blink' && !this.candidateShown ? 'hidden' : '';
    }
    view.root.querySelectorAll('.box').forEach((old) => old.remove());
    const divider = view.root.querySelector('.divider');
    if (divider !== null) divider.style.left = `${this.split}%`;
    if (this.showBoxes) view.root.append(...this.boxes.map((box) => this.boxElement(box)));
  }

  boxElement(box) {
    const made = element('div', { class: 'box' });
    made.style.left = `${this.x + box.x * this.scale - 4}px`;
    made.style.top = `${this.y + box.y * this.scale - 4}px`;
    made.style.width = `${box.width * this.scale + 8}px`;
    made.style.height = `${box.height * this.scale + 8}px`;
    return made;
  }

  listen(view) {
    const at = (event) => {
      const frame = view.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top];
    };
    view.addEventListener('keydown', (event) => {
      const actions = {
        ArrowLeft: () => this.move(40, 0),
        ArrowRight: () => this.move(-40, 0),
        ArrowUp: () => this.move(0, 40),
        ArrowDown: () => this.move(0, -40),
        '+': () => this.zoom(1.5),
        '=': () => this.zoom(1.5),
        '-': () => this.zoom(1 / 1.5),
        0: () => this.fit(),
        1: () => this.zoomTo(1),
      };
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
      event.preventDefault();
      actions[event.key]();
    });
    view.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 300), ...at(event));
    }, { passive: false });
    view.addEventListener('dblclick', (event) => this.zoom(2, ...at(event)));
    view.addEventListener('pointerdown', (event) => {
      view.setPointerCapture(event.pointerId);
      this.grip = [event.clientX, event.clientY];
    });
    view.addEventListener('pointermove', (event) => {
      if (!view.hasPointerCapture(event.pointerId)) return;
      this.move(event.clientX - this.grip[0], event.clientY - this.grip[1]);
      this.grip = [event.clientX, event.clientY];
    });
  }

  legend() {
    if (this.pictures.difference === null) return null;
    const entries = [
      ['#d55e00', 'changed'], ['#56b4e9', 'antialiased differently, or moved by a pixel'],
      ['#f0e442', 'differs within the threshold'], ['#969696', 'only in one of the images'],
    ];
    return element('ul', { class: 'legend', 'aria-label': 'Colors of the difference' }, ...entries.map(([color, text]) => {
      const swatch = element('i', { 'aria-hidden': 'true' });
      swatch.style.background = color;
      return element('li', {}, swatch, text);
    }));
  }

  places() {
    if (this.boxes.length === 0) return null;
    const more = this.file.image.cluster_count - this.boxes.length;
    return element('div', {}, element('h3', { text: 'Changed regions' }),
      element('ul', { class: 'places' }, ...this.boxes.map((box) => element('li', {}, element('button', {
        type: 'button', text: `${box.pixels.toLocaleString('en')} pixels at ${box.x}, ${box.y}`,
        click: () => this.showBox(box),
      })))), more > 0 ? element('p', { text: `and ${more} more with fewer pixels` }) : null);
  }
}

// ---- Details of a file ----

function tableOf(caption, head, rows, valueClass = 'value') {
  const isNumber = (column) => ['row', 'line'].includes(head[column]);
  const cell = (name, column, text) => element(name, {
    text, class: isNumber(column) ? 'number' : name === 'td' ? valueClass : undefined,
    scope: name === 'th' ? 'col' : undefined,
  });
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element('h3', { text: caption }),
    element('table', {},
      element('thead', {}, element('tr', {}, ...head.map((text, column) => cell('th', column, text)))),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((text, column) => cell('td', column, text)))))));
}

function cells(table) {
  if (table.first.length === 0) return null;
  const more = table.different - table.first.length;
  return tableOf(`First differing values${more > 0 ? `, ${more.toLocaleString('en')} more follow` : ''}`,
    ['row', 'line', 'column', 'baseline', 'candidate'],
    table.first.map((c) => [c.row, c.line, c.name === '' ? c.column : c.name, c.baseline, c.candidate]));
}

function rows(table) {
  if (table.first_rows.length === 0) return null;
  const more = table.added + table.removed - table.first_rows.length;
  return tableOf(`Rows on one side only${more > 0 ? `, ${more.toLocaleString('en')} more follow` : ''}`,
    ['change', 'row', 'line', 'values'],
    table.first_rows.map((r) => [r.change, r.change === 'added' ? `after ${r.row}` : r.row, r.line, r.text]));
}

function fields(json) {
  if (json.fields.length === 0) return null;
  const more = json.different - json.fields.length;
  return tableOf(`Differing fields${more > 0 ? `, ${more.toLocaleString('en')} more follow` : ''}`,
    ['field', 'baseline', 'candidate'],
    json.fields.map((f) => [f.path, f.baseline ?? 'absent', f.candidate ?? 'absent']));
}

function counts(image) {
  const share = (count) => `${count.toLocaleString('en')} (${percent(count, image.compared)} %)`;
  return tableOf('Pixels', ['pixels', 'count'], [
    ['compared', image.compared.toLocaleString('en')], ['different', share(image.different)],
    ['changed', share(image.changed)], ['of these, moved by a pixel', share(image.moved)],
    ['antialiased differently', share(image.antialiased)],
    ...(image.outside > 0 ? [['only in one image', image.outside.toLocaleString('en')]] : []),
    ['largest distance between two colors', image.largest_distance.toPrecision(3)],
  ], 'words');
}

// The first change of a text.
function excerpt(file) {
  const classes = { '-': 'removed', '+': 'added', '@': 'place', '\\': 'place' };
  const lines = file.excerpt.replace(/\n$/, '').split('\n');
  return element('section', { 'aria-label': 'First change' }, element('h3', { text: 'First change' }),
    element('pre', { class: 'excerpt', tabindex: '0', role: 'region', 'aria-label': 'Lines around the first change' },
      ...lines.map((line) => element('span', { class: classes[line[0]], text: `${line}\n` }))));
}

// The other name of a missing or added file.
function renamed(file) {
  const other = file.renamed_from ?? file.renamed_to;
  if (other === undefined) return null;
  return element('p', {}, `The same bytes ${file.renamed_from === undefined ? 'are now' : 'were'} in `,
    element('a', { href: address(other), text: other }), '.');
}

// Descriptions for verdicts without a reason.
const plainly = {
  identical: 'The bytes are the same.', missing: 'Only the baseline has this file.', added: 'Only the candidate has this file.',
};

function sizes(file) {
  const side = (name) => {
    if (file[name] === null) return `${name}: missing`;
    const { width, height, size } = file[name];
    return `${name}: ${width ? `${width}\u00d7${height} pixels, ` : ''}${bytes(size)}`;
  };
  return `${side('baseline')}; ${side('candidate')}`;
}

let viewer = null;

function show(file) {
  if (viewer !== null) viewer.dispose();
  viewer = file.pictures ? new Viewer(file) : null;
  const reasons = file.reasons.length > 0 ? file.reasons : [plainly[file.verdict] ?? ''];
  main.replaceChildren(...[
    element('h2', { text: file.name }),
    element('p', {}, verdictOf(file)),
    element('ul', { class: reasons.length === 1 ? 'reasons single' : 'reasons' },
      ...reasons.map((text) => element('li', { text }))),
    renamed(file),
    viewer && viewer.root,
    file.excerpt ? excerpt(file) : null,
    file.table ? rows(file.table) : null,
    file.table ? cells(file.table) : null,
    file.json ? fields(file.json) : null,
    file.image ? counts(file.image) : null,
    element('p', { text: sizes(file) }),
  ].filter((child) => child !== null));
  if (viewer !== null) viewer.draw();
}

// ---- Accepting ----

// A name that is not printable text on one line cannot be passed to a shell as shown here.
function canBeAccepted(file) {
  return data.acceptable === true && !file.passes && file.verdict !== 'unreadable' && !file.escaped;
}

// The text, quoted as one word for a shell.
function quoted(text) {
  return /^[\w./+:@%,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// An operand, which must not look like an option.
const operand = (path) => quoted(path.startsWith('-') ? `./${path}` : path);

// The glob that matches this path only: as in gitignore(5), from the top.
const globOf = (name) => `/${name.replace(/[\\*?[\]]/g, '\\$&')}`;

// The maximum number of globs of a command.
const mostGlobs = 64;

function commandsFor(files) {
  const begin = `adam-report accept ${operand(data.baseline)} ${operand(data.candidate)}`;
  if (files.length === data.summary.failed) return [begin];
  const commands = [];
  for (let i = 0; i < files.length; i += mostGlobs)
    commands.push([begin, ...files.slice(i, i + mostGlobs).map((file) => `--only ${quoted(globOf(file.name))}`)].join(' \\\n  '));
  return commands;
}

function showCommand() {
  const ticked = entries.filter(({ tick }) => tick !== null && tick.checked).map(({ file }) => file);
  document.getElementById('command').textContent = commandsFor(ticked).join('\n');
  document.getElementById('accept-one').hidden = ticked.length === 0;
  document.getElementById('tick-none').hidden = ticked.length === 0;
  document.getElementById('ticked').textContent = ticked.length === 0 ? 'Select files to accept them.'
    : `${ticked.length.toLocaleString('en')} selected.`;
}

// Selects the files that the list shows, or none.
function tickShown(checked) {
  for (const { tick } of checked ? visible : entries) if (tick !== null) tick.checked = checked;
  showCommand();
}

// If the page has no access to the clipboard, the text is selected, to be copied manually.
async function copyCommand() {
  const command = document.getElementById('command');
  const said = document.getElementById('copied');
  try {
    await navigator.clipboard.writeText(command.textContent);
    said.textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(command);
    said.textContent = document.execCommand('copy') ? 'Copied.' : 'Selected; copy it manually.';
  }
  setTimeout(() => { said.textContent = ''; }, 3000);
}

function beginAccepting() {
  document.getElementById('accept').hidden = entries.every(({ tick }) => tick === null);
  document.getElementById('tick-shown').addEventListener('click', () => tickShown(true));
  document.getElementById('tick-none').addEventListener('click', () => tickShown(false));
  document.getElementById('copy').addEventListener('click', copyCommand);
  showCommand();
}

// ---- The list ----

const list = document.getElementById('files');
const search = document.getElementById('search');
const wanted = new Set(severity);
let visible = []; // those of the entries that the list has now

// The program's order: the worst first. Two names that are not UTF-8 can look the same.
const addresses = new Set();
const entries = data.files.map((file) => {
  let hash = address(file.name);
  while (addresses.has(hash)) hash += '+';
  addresses.add(hash);
  const link = element('a', { href: hash }, element('span', { text: file.name }), verdictOf(file));
  const tick = canBeAccepted(file) ? element('input', {
    type: 'checkbox', 'aria-label': `Accept ${file.name}`, change: () => showCommand(),
  }) : null;
  return { file, link, hash, tick, item: element('li', {}, tick, link), key: file.name.toLowerCase() };
});

function filter() {
  const text = search.value.toLowerCase();
  visible = entries.filter(({ file, key }) => wanted.has(verdictName(file)) && key.includes(text));
  list.replaceChildren(...visible.map(({ item }) => item));
  document.getElementById('shown').textContent = `${visible.length.toLocaleString('en')} of ${entries.length.toLocaleString('en')} files`;
}

let chosen;

function choose() {
  const entry = entries.find(({ hash }) => hash === location.hash) ?? entries[0];
  if (entry === chosen) return;
  chosen = entry;
  for (const other of entries) other.link.removeAttribute('aria-current');
  entry.link.setAttribute('aria-current', 'true');
  document.title = `${entry.file.name}: ${entry.file.verdict}`;
  show(entry.file);
}

// Goes to the next file of the list, or with -1 to the previous one.
function step(by) {
  const now = visible.indexOf(chosen);
  const next = visible[Math.min(visible.length - 1, Math.max(0, now + by))];
  if (next === undefined) return;
  next.link.focus();
  next.link.scrollIntoView({ block: 'nearest' });
  location.hash = next.hash;
  choose(); // the event for the changed address arrives later, possibly after the next key
}

// The complete list is in comparison.json.
function listed(names) {
  const most = 100;
  return names.slice(0, most).join(', ') + (names.length > most ? ` and ${(names.length - most).toLocaleString('en')} more` : '');
}

function begin() {
  const { files, failed } = data.summary;
  document.getElementById('headline').textContent = failed === 0 ? 'No significant differences'
    : `${failed.toLocaleString('en')} of ${files.toLocaleString('en')} files differ`;
  document.getElementById('summary').textContent =
    `Baseline ${data.baseline}, candidate ${data.candidate}. Compared by ${data.program}${data.strict ? ', strictly' : ''}.`
    + (data.left_out.length > 0 ? ` Excluded: ${listed(data.left_out)}.` : '')
    + data.notes.map((note) => ` Note: ${note}.`).join('');
  for (const verdict of severity.filter((name) => data.summary[name] > 0)) {
    document.getElementById('verdicts').append(element('label', {}, element('input', {
      type: 'checkbox', value: verdict, checked: true,
      change: (event) => {
        if (event.target.checked) wanted.add(verdict);
        else wanted.delete(verdict);
        filter();
      },
    }), ` ${verdict} (${data.summary[verdict].toLocaleString('en')})`));
  }
  beginAccepting();
  search.addEventListener('input', filter);
  addEventListener('hashchange', choose);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox], [type=radio])')) return;
    if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
    }
  });
  filter();
  choose();
}

begin();
