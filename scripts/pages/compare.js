'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const main = document.getElementById('detail');

// The worst first, as the program's own lines have them.
const severity = ['unreadable', 'changed', 'missing', 'added', 'rendering', 'same', 'identical'];
const kinds = ['table', 'picture', 'graphic', 'file', 'json', 'checksums'];

// "same pixels" and "same values" are one verdict.
const verdictName = (file) => (file.verdict.startsWith('same') ? 'same' : file.verdict);
const verdictClass = (file) => (!file.passes ? 'bad' : /rendering|added/.test(file.verdict) ? 'fair' : 'good');

// An element: attributes as they are, 'text' as its text, functions as listeners.
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

function bytes(size) {
  return `${size.toLocaleString('en')} bytes`;
}

// ---- Pictures ----

// Whatever is shown of a picture, on one side or on two, is moved and enlarged together.
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
    this.colours = this.legend();
    this.observer = new ResizeObserver(() => this.draw());
    this.buildTools();
    this.build();
    this.root = element('section', { 'aria-label': 'Pictures' }, this.tools, this.extra, this.stage, this.colours,
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
      ' ', button('Fit', 'Fit the picture', () => this.fit()),
      ' ', button('100 %', 'Full size', () => this.zoomTo(1))));
    if (this.boxes.length > 0) {
      this.tools.append(element('label', {}, element('input', {
        type: 'checkbox', id: 'boxes', change: (event) => { this.showBoxes = event.target.checked; this.draw(); },
      }), ' Boxes around the changes'));
    }
  }

  // The layers of a view, from the lowest: [side, what it is to be like].
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
      return [['candidate and baseline in turn', [[baseline, ''], [candidate, 'upper']]]];
    default:
      return difference !== null ? [['difference', [[difference, '']]]]
        : [['difference: black where they are the same', [[baseline, ''], [candidate, 'subtract']]]];
    }
  }

  // Makes the views of the mode, and what is to be set in it.
  build() {
    clearInterval(this.timer);
    this.observer.disconnect();
    this.views = this.layers().map(([caption, layers]) => this.buildView(caption, layers));
    this.stage.replaceChildren(...this.views.map((view) => view.figure));
    this.extra.replaceChildren(...this.buildExtra());
    if (this.colours !== null) this.colours.hidden = this.mode !== 'difference';
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
        error: () => root.replaceChildren(element('p', { class: 'notice', text: `${decodeURIComponent(source)} is not there.` })),
      });
      const layer = element('div', { class: `layer ${role}` }, image);
      root.append(layer);
      return { layer, image, role };
    });
    this.listen(root);
    return { root, pictures, figure: element('figure', {}, element('figcaption', { text: caption }), root) };
  }

  buildExtra() {
    const range = (label, name, id) => element('label', {}, `${label} `, element('input', {
      type: 'range', min: '0', max: '100', value: String(this[name]), id,
      input: (event) => { this[name] = Number(event.target.value); this.draw(); },
    }));
    if (!this.both) return [];
    if (this.mode === 'swipe') return [range('Position', 'split', 'split')];
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
      element('button', { type: 'button', text: 'Show the other', click: turn }), now,
    ];
  }

  // The size of the largest picture: they share their upper left corner.
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

  // Keeps the point (x, y) of the view where it is; without one, the middle.
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

  // To the middle of the view, with something around it.
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
    view.root.querySelectorAll('.divider, .box').forEach((old) => old.remove());
    if (this.mode === 'swipe' && this.both) {
      const divider = element('div', { class: 'divider' });
      divider.style.left = `${this.split}%`;
      view.root.append(divider);
    }
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
      ['#d55e00', 'changed'], ['#56b4e9', 'smoothed in another way, or moved by a pixel'],
      ['#f0e442', 'differs by less than the threshold'], ['#969696', 'only in one of the pictures'],
    ];
    return element('ul', { class: 'legend', 'aria-label': 'Colours of the difference' }, ...entries.map(([colour, text]) => {
      const swatch = element('i', { 'aria-hidden': 'true' });
      swatch.style.background = colour;
      return element('li', {}, swatch, text);
    }));
  }

  places() {
    if (this.boxes.length === 0) return null;
    const more = this.file.image.cluster_count - this.boxes.length;
    return element('div', {}, element('h3', { text: 'Places of the changes' }),
      element('ul', { class: 'places' }, ...this.boxes.map((box) => element('li', {}, element('button', {
        type: 'button', text: `${box.pixels.toLocaleString('en')} pixels at ${box.x}, ${box.y}`,
        click: () => this.showBox(box),
      })))), more > 0 ? element('p', { text: `and ${more} more with fewer pixels` }) : null);
  }
}

// ---- What is said of a file ----

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

function fields(json) {
  if (json.fields.length === 0) return null;
  const more = json.different - json.fields.length;
  return tableOf(`Differing fields${more > 0 ? `, ${more.toLocaleString('en')} more follow` : ''}`,
    ['field', 'baseline', 'candidate'],
    json.fields.map((f) => [f.path, f.baseline ?? 'absent', f.candidate ?? 'absent']));
}

function counts(image) {
  const share = (count) => `${count.toLocaleString('en')} (${(100 * count / image.compared).toPrecision(2)} %)`;
  return tableOf('Pixels', ['pixels', 'count'], [
    ['compared', image.compared.toLocaleString('en')], ['different', share(image.different)],
    ['changed', share(image.changed)], ['of these moved by a pixel', share(image.moved)],
    ['smoothed in another way', share(image.antialiased)],
    ...(image.outside > 0 ? [['only in one picture', image.outside.toLocaleString('en')]] : []),
    ['largest distance of two colours', image.largest_distance.toPrecision(3)],
  ], 'words');
}

function sizes(file) {
  const side = (name) => {
    if (file[name] === null) return `${name}: not there`;
    const { width, height, size } = file[name];
    return `${name}: ${width ? `${width}\u00d7${height} pixels, ` : ''}${bytes(size)}`;
  };
  return `${side('baseline')}; ${side('candidate')}`;
}

let viewer = null;

function show(file) {
  if (viewer !== null) viewer.dispose();
  viewer = file.pictures ? new Viewer(file) : null;
  const reasons = file.reasons.length > 0 ? file.reasons : ['The same bytes.'];
  main.replaceChildren(...[
    element('h2', { text: file.name }),
    element('p', {}, verdictOf(file)),
    element('ul', { class: reasons.length === 1 ? 'reasons single' : 'reasons' },
      ...reasons.map((text) => element('li', { text }))),
    viewer && viewer.root,
    file.table ? cells(file.table) : null,
    file.json ? fields(file.json) : null,
    file.image ? counts(file.image) : null,
    element('p', { text: sizes(file) }),
  ].filter((child) => child !== null));
  if (viewer !== null) viewer.draw();
}

// ---- The list ----

const list = document.getElementById('files');
const search = document.getElementById('search');
const wanted = new Set(severity);
let visible = []; // those of the entries that the list has now

const entries = data.files.map((file, index) => ({ file, index }))
  .sort((a, b) => severity.indexOf(verdictName(a.file)) - severity.indexOf(verdictName(b.file)) ||
    kinds.indexOf(a.file.kind) - kinds.indexOf(b.file.kind) || a.index - b.index)
  .map(({ file, index }) => {
    const link = element('a', { href: `#file-${index}` }, element('span', { text: file.name }), verdictOf(file));
    return { file, link, item: element('li', {}, link), key: file.name.toLowerCase() };
  });

function filter() {
  const text = search.value.toLowerCase();
  visible = entries.filter(({ file, key }) => wanted.has(verdictName(file)) && key.includes(text));
  list.replaceChildren(...visible.map(({ item }) => item));
  document.getElementById('shown').textContent = `${visible.length.toLocaleString('en')} of ${entries.length.toLocaleString('en')} files`;
}

let chosen;

function choose() {
  const entry = entries.find(({ link }) => link.hash === location.hash) ?? entries[0];
  if (entry === chosen) return;
  chosen = entry;
  for (const other of entries) other.link.removeAttribute('aria-current');
  entry.link.setAttribute('aria-current', 'true');
  document.title = `${entry.file.name}: ${entry.file.verdict}`;
  show(entry.file);
}

// To the next file of the list, or with -1 the previous one.
function step(by) {
  const now = visible.indexOf(chosen);
  const next = visible[Math.min(visible.length - 1, Math.max(0, now + by))];
  if (next === undefined) return;
  next.link.focus();
  next.link.scrollIntoView({ block: 'nearest' });
  location.hash = next.link.hash;
  choose(); // the event that the address has changed comes later, and maybe after the next key
}

function begin() {
  const { files, failed } = data.summary;
  document.getElementById('headline').textContent = failed === 0 ? 'No difference that counts'
    : `${failed.toLocaleString('en')} of ${files.toLocaleString('en')} files differ`;
  document.getElementById('summary').textContent =
    `Baseline ${data.baseline}, candidate ${data.candidate}. Compared by ${data.program}${data.strict ? ', strictly' : ''}.`;
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
  search.addEventListener('input', filter);
  addEventListener('hashchange', choose);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
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
