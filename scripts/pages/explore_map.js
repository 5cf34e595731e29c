// The map of explore.html: the contours on a canvas, and over them the paths, the start, the minima and the arrows of
// an update.
(() => {
    'use strict';

    const { element } = explorer;
    const svgNamespace = 'http://www.w3.org/2000/svg';

    // An element of SVG with these attributes; 'text' is its text, functions are listeners.
    function shape(name, attributes = {}, ...children) {
        const made = document.createElementNS(svgNamespace, name);
        for (const [key, value] of Object.entries(attributes)) {
            if (key === 'text') {
                made.textContent = value;
            } else if (typeof value === 'function') {
                made.addEventListener(key, value);
            } else {
                made.setAttribute(key, value);
            }
        }
        made.append(...children);
        return made;
    }

    // Sets an attribute only if it differs, since each one set costs time.
    function setAttribute(target, name, value) {
        if (target.getAttribute(name) !== value) {
            target.setAttribute(name, value);
        }
    }

    function setText(target, text) {
        if (target.textContent !== text) {
            target.textContent = text;
        }
    }

    const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
    const withMinus = (text) => text.replaceAll('-', '\u2212');
    const number = (value, digits) => withMinus(explorer.module.number(value, digits));

    // ---- Ticks ----

    // The finest step of 1, 2 or 5 times a power of ten that makes at most `most` intervals: [factor, exponent].
    function chooseStep(width, most) {
        const shortest = width / most;
        const power = Math.floor(Math.log10(shortest));
        for (const factor of [1, 2, 5]) {
            if (factor * 10 ** power >= shortest * (1 - 1e-9)) {
                return [factor, power];
            }
        }
        return [1, power + 1];
    }

    // A multiple of a power of ten with as many decimals as the exponent requires.
    function decimal(value, exponent) {
        const text = value.toFixed(clamp(-exponent, 0, 20));
        return withMinus(Number(text) === 0 ? text.replace('-', '') : text);
    }

    // What all labels of an axis have in common, so that they remain short: an offset, then a power of ten.
    function commonOf(min, max, step, power) {
        const most = Math.max(Math.abs(min), Math.abs(max));
        const width = 10 ** Math.ceil(Math.log10(max - min));
        const offset = most / step >= 1e4 ? Math.round((min + max) / 2 / width) * width : 0;
        const rest = offset === 0 ? most : max - min;
        const exponent = rest >= 1e5 || power < -3 ? Math.floor(Math.log10(rest) + 1e-9) : 0;
        return { offset, exponent, offsetText: offset === 0 ? '' : offsetText(offset, Math.round(Math.log10(width))) };
    }

    function offsetText(offset, power) {
        const digits = Math.abs(offset) >= 1e15 ? number(Math.abs(offset)) : decimal(Math.abs(offset), power);
        return `${offset < 0 ? '\u2212' : '+'} ${digits}`;
    }

    // The ticks from min to max: { list: [{ value, label }], exponent, offsetText }.
    function ticksOf(min, max, most) {
        const [factor, power] = chooseStep(max - min, most);
        const step = factor * 10 ** power;
        const common = commonOf(min, max, step, power);
        const list = [];
        const first = Math.ceil(min / step - 1e-6);
        const last = Math.floor(max / step + 1e-6);
        for (let k = first; k <= last && list.length <= 2 * most; k++) {
            const value = k * step;
            const label = decimal((value - common.offset) / 10 ** common.exponent, power - common.exponent);
            list.push({ value: clamp(value, min, max), label });
        }
        return { list, ...common };
    }

    // The ticks between two exponents of ten; their values are exponents.
    function powerTicks(min, max, most) {
        if (max - min < 1) {
            return linearAsPowers(min, max, most);
        }
        const by = Math.max(1, Math.ceil((max - min) / most));
        const list = [];
        for (let k = Math.ceil(min - 1e-6); k <= max + 1e-6; k++) {
            if (k % by === 0) {
                list.push(powerTick(k));
            }
        }
        return { list, exponent: 0, offsetText: '' };
    }

    function powerTick(k) {
        return k >= -2 && k <= 4 ? { value: k, label: decimal(10 ** k, Math.min(0, k)) }
            : { value: k, label: '10', power: withMinus(String(k)) };
    }

    function linearAsPowers(min, max, most) {
        const ticks = ticksOf(10 ** min, 10 ** max, most);
        return { ...ticks, list: ticks.list.map((tick) => ({ ...tick, value: Math.log10(tick.value) })) };
    }

    // The length of the longest label; characters of powers are smaller.
    function characters(ticks) {
        return Math.max(1, ...ticks.list.map(({ label: text, power = '' }) => text.length + 0.7 * power.length));
    }

    // As many ticks as fit with labels of this font size side by side.
    function ticksAlong(make, length, size) {
        for (let most = 6; most > 1; most--) {
            const ticks = make(most);
            if (ticks.list.length * (characters(ticks) * 0.62 * size + 14) <= length + 40) {
                return ticks;
            }
        }
        return make(1);
    }

    // ---- Where everything is, in CSS pixels ----

    const font = 13;

    // The height of the box as a fraction of its width: equal scales unless it would be a thin strip.
    function proportion() {
        const [x1min, x1max, x2min, x2max] = explorer.summary.bounds;
        return clamp((x2max - x2min) / (x1max - x1min), 0.4, 1.25);
    }

    function arrange(width) {
        const isWide = width >= 500;
        const left = isWide ? 76 : 58;
        const right = isWide ? 108 : 14;
        const top = 26;
        const highest = Math.max(280, 0.75 * window.innerHeight);
        const boxWidth = Math.floor(Math.min(width - left - right, 680, highest / proportion()));
        const box = { left, top, width: boxWidth, height: Math.round(boxWidth * proportion()) };
        const bottom = top + box.height;
        const bar = isWide ? { left: left + boxWidth + 22, top, width: 16, height: box.height, lies: false }
            : { left, top: bottom + 66, width: boxWidth, height: 14, lies: true };
        return { box, bar, width: left + boxWidth + right, height: bottom + (isWide ? 52 : 126) };
    }

    // ---- The parts of the drawing ----

    const map = {
        layout: null,
        view: null, // [x1min, x1max, x2min, x2max], shown
        contours: null, // of the module, for pictureView
        contoursKey: '',
        contoursView: null,
        error: null, // why there are no contours
        cost: 0, // of the last contours, in ms
        picture: document.createElement('canvas'), // the contours of contoursView, painted
        pictureKey: '',
        timer: 0,
        tracks: [], // of each search: see makeTrack()
        pointers: new Map(), // the position of each one that is held
        area: null, // of the drawing, in the window
        gesture: null,
        shown: { gradient: true, state: true, step: true },
    };

    const isSingle = () => explorer.searches.length === 1;
    const viewNow = () => explorer.view ?? explorer.summary.bounds;
    const toX = (x1) => map.layout.box.left + (x1 - map.view[0]) / (map.view[1] - map.view[0]) * map.layout.box.width;
    const toY = (x2) => map.layout.box.top + (map.view[3] - x2) / (map.view[3] - map.view[2]) * map.layout.box.height;

    // The place in the plane for a position in the drawing.
    function placeAt(x, y) {
        const { box } = map.layout;
        return [map.view[0] + (x - box.left) / box.width * (map.view[1] - map.view[0]),
            map.view[3] - (y - box.top) / box.height * (map.view[3] - map.view[2])];
    }

    function isInBox(x, y) {
        const { box } = map.layout;
        return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
    }

    // ---- Contours ----

    // The color at a position from 0 to 1, as gnuplot interpolates it.
    function colorAt(position) {
        const { palette } = explorer.data;
        let k = 1;
        while (k < palette.length - 1 && palette[k][0] < position) {
            k++;
        }
        const [from, ...low] = palette[k - 1];
        const [to, ...high] = palette[k];
        const part = clamp((position - from) / (to - from), 0, 1);
        const mixed = low.map((value, i) => Math.round(255 * (value + part * (high[i] - value))));
        return `rgb(${mixed.join(' ')})`;
    }

    function bandColors(bands) {
        return Array.from({ length: bands }, (_, k) => colorAt((k + 0.5) / bands));
    }

    const styleValue = (name) => getComputedStyle(drawing.figure).getPropertyValue(name).trim();

    function contoursKey() {
        const { problem, formula, bounds, levels, spacing } = explorer.summary;
        return JSON.stringify([problem, formula, bounds, levels, spacing]);
    }

    // Computes the contours of the view, if these are not the last ones.
    function computeContours() {
        const key = JSON.stringify([contoursKey(), map.view]);
        if (key === map.contoursKey) {
            return;
        }
        const begin = performance.now();
        const made = explorer.module.map(map.view);
        map.contoursKey = key;
        map.contoursView = map.view;
        map.error = made.error ?? null;
        map.contours = map.error === null ? made : null;
        paintPicture();
        map.cost = performance.now() - begin;
    }

    function traceLoop(context, points, first, count, sx, sy) {
        const [left, , , top] = map.contoursView;
        context.beginPath();
        for (let i = first; i < first + count; i++) {
            context.lineTo((points[2 * i] - left) * sx, (top - points[2 * i + 1]) * sy);
        }
        context.fill();
    }

    // Paints the loops one over another, with a pixel for each one of the screen.
    function paintPicture() {
        const { box, ratio } = map.layout;
        const { picture, contours, contoursView } = map;
        picture.width = Math.round(box.width * ratio);
        picture.height = Math.round(box.height * ratio);
        const context = picture.getContext('2d');
        const hole = styleValue('--map-hole');
        context.fillStyle = hole;
        context.fillRect(0, 0, picture.width, picture.height);
        if (contours === null) {
            return;
        }
        const colors = bandColors(contours.bands);
        const sx = picture.width / (contoursView[1] - contoursView[0]);
        const sy = picture.height / (contoursView[3] - contoursView[2]);
        for (let k = 0; k < contours.loops.length; k += 3) {
            const [first, count, band] = contours.loops.subarray(k, k + 3);
            context.fillStyle = band < 0 ? hole : colors[band];
            traceLoop(context, contours.points, first, count, sx, sy);
        }
    }

    // The picture as it is, moved and scaled to the view.
    function placePicture(context) {
        const { box } = map.layout;
        const [x1min, x1max, x2min, x2max] = map.contoursView;
        context.save();
        context.beginPath();
        context.rect(box.left, box.top, box.width, box.height);
        context.clip();
        context.fillStyle = styleValue('--map-hole');
        context.fillRect(box.left, box.top, box.width, box.height);
        context.drawImage(map.picture, toX(x1min), toY(x2max), toX(x1max) - toX(x1min), toY(x2min) - toY(x2max));
        if (!isSingle()) {
            context.fillStyle = styleValue('--map-veil');
            context.fillRect(box.left, box.top, box.width, box.height);
        }
        context.restore();
    }

    // Each color extends to the end and is partly covered by the next one, so that no seams are visible.
    function paintBar(context) {
        const { bar } = map.layout;
        if (map.contours === null) {
            return;
        }
        const colors = bandColors(map.contours.bands);
        colors.forEach((color, k) => {
            const part = k / colors.length;
            context.fillStyle = color;
            if (bar.lies) {
                context.fillRect(bar.left + part * bar.width, bar.top, (1 - part) * bar.width, bar.height);
            } else {
                context.fillRect(bar.left, bar.top, bar.width, (1 - part) * bar.height);
            }
        });
        if (!isSingle()) {
            context.fillStyle = styleValue('--map-veil');
            context.fillRect(bar.left, bar.top, bar.width, bar.height);
        }
    }

    function paintCanvas() {
        const { width, height, ratio } = map.layout;
        const { canvas } = drawing;
        const context = canvas.getContext('2d');
        const size = [Math.round(width * ratio), Math.round(height * ratio)];
        if (canvas.width !== size[0] || canvas.height !== size[1]) {
            [canvas.width, canvas.height] = size;
        }
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.clearRect(0, 0, width, height);
        placePicture(context);
        paintBar(context);
    }

    // New contours now if they are fast, otherwise when the gesture pauses; until then the last ones are moved.
    function refreshContours() {
        clearTimeout(map.timer);
        if (map.cost < 12) {
            computeContours();
        } else {
            map.timer = setTimeout(() => {
                computeContours();
                drawGround();
            }, 120);
        }
    }

    // ---- Axes and color bar ----

    const nameOf = (index) => [shape('tspan', { class: 'map-name', text: 'x' }),
        shape('tspan', { class: 'map-index', dy: '0.3em', text: index })];

    function label(x, y, anchor, ...children) {
        return shape('text', { x, y, 'text-anchor': anchor }, ...children);
    }

    function tickText(tick) {
        return tick.power === undefined ? [tick.label]
            : [tick.label, shape('tspan', { class: 'map-index', dy: '-0.5em', text: tick.power })];
    }

    function noteText(ticks) {
        const power = ticks.exponent === 0 ? [] : ['\u00d710',
            shape('tspan', { class: 'map-index', dy: '-0.5em', text: withMinus(String(ticks.exponent)) })];
        return [...power, shape('tspan', { dy: power.length > 0 ? '0.35em' : '0', text: ` ${ticks.offsetText}` })];
    }

    const crisp = (value) => Math.round(value) + 0.5;

    function drawHorizontal(parts, ticks, toPosition, line) {
        for (const tick of ticks.list) {
            const x = crisp(toPosition(tick.value));
            parts.marks.push(`M${x} ${line}v5`);
            const last = map.layout.width - Math.ceil(4.5 * characters({ list: [tick] })); // so that the label is not cut off
            parts.labels.push(label(Math.min(x, last), line + 19, 'middle', ...tickText(tick)));
        }
    }

    function drawVertical(parts, ticks, toPosition, line, side) {
        for (const tick of ticks.list) {
            const y = crisp(toPosition(tick.value));
            parts.marks.push(`M${line} ${y}h${5 * side}`);
            parts.labels.push(label(line + 9 * side, y + 4.5, side < 0 ? 'end' : 'start', ...tickText(tick)));
        }
    }

    function frame({ left, top, width, height }) {
        return `M${left - 0.5} ${top - 0.5}h${width + 1}v${height + 1}h${-width - 1}z`;
    }

    function drawPlaneAxes(parts) {
        const { box } = map.layout;
        const [x1min, x1max, x2min, x2max] = map.view;
        const x1 = ticksAlong((most) => ticksOf(x1min, x1max, most), box.width, font);
        const x2 = ticksOf(x2min, x2max, clamp(Math.floor(box.height / 45), 2, 6));
        const bottom = box.top + box.height;
        drawHorizontal(parts, x1, toX, bottom + 0.5);
        drawVertical(parts, x2, toY, box.left - 0.5, -1);
        parts.marks.push(frame(box));
        parts.labels.push(label(box.left + box.width / 2, bottom + 40, 'middle', ...nameOf('1')),
            label(4, box.top + box.height / 2 + 5, 'start', ...nameOf('2')),
            label(box.left + box.width, bottom + 38, 'end', ...noteText(x1)),
            label(box.left, box.top - 10, 'start', ...noteText(x2)));
    }

    function drawBarAxis(parts) {
        const { bar } = map.layout;
        const { levelMin, levelMax, isLog } = map.contours;
        const part = (level) => (level - levelMin) / (levelMax - levelMin);
        const make = (most) => (isLog ? powerTicks : ticksOf)(levelMin, levelMax, most);
        const bottom = bar.top + bar.height;
        const raised = (text) => shape('tspan', { dy: '-0.25em', text });
        const name = ['f(', ...nameOf('1'), raised(', '), ...nameOf('2'), raised(')')];
        parts.marks.push(frame(bar));
        if (bar.lies) {
            const ticks = ticksAlong(make, bar.width, font);
            drawHorizontal(parts, ticks, (level) => bar.left + part(level) * bar.width, bottom + 0.5);
            const [at, anchor] = ticks.offsetText === '' ? [bar.width / 2, 'middle'] : [0, 'start']; // apart from the note
            parts.labels.push(label(bar.left + at, bottom + 40, anchor, ...name),
                label(bar.left + bar.width, bottom + 38, 'end', ...noteText(ticks)));
        } else {
            const ticks = make(clamp(Math.floor(bar.height / 40), 2, 8));
            const right = bar.left + bar.width;
            drawVertical(parts, ticks, (level) => bottom - part(level) * bar.height, right + 0.5, 1);
            const turned = label(0, 0, 'middle', ...name);
            const x = right + 20 + Math.min(45, Math.ceil(8 * characters(ticks)));
            turned.setAttribute('transform', `translate(${x} ${bar.top + bar.height / 2}) rotate(-90)`);
            parts.labels.push(turned, label(bar.left, bar.top - 10, 'start', ...noteText(ticks)));
        }
    }

    function drawAxes() {
        const parts = { marks: [], labels: [] };
        drawPlaneAxes(parts);
        if (map.contours !== null) {
            drawBarAxis(parts);
        }
        drawing.axes.replaceChildren(shape('path', { class: 'map-line', d: parts.marks.join('') }), ...parts.labels);
        setText(drawing.message, map.error === null ? '' : `No contours: ${map.error}`);
    }

    // ---- Paths ----

    // Marks of the figures of several paths: corners around the origin, y upward.
    const markCorners = [
        [1, 0, 0.92, 0.38, 0.71, 0.71, 0.38, 0.92, 0, 1, -0.38, 0.92, -0.71, 0.71, -0.92, 0.38, -1, 0, -0.92, -0.38,
            -0.71, -0.71, -0.38, -0.92, 0, -1, 0.38, -0.92, 0.71, -0.71, 0.92, -0.38],
        [0.85, 0.85, -0.85, 0.85, -0.85, -0.85, 0.85, -0.85],
        [0, 1.15, -1.05, -0.75, 1.05, -0.75],
        [0, -1.15, 1.05, 0.75, -1.05, 0.75],
        [0, 1.25, -1.25, 0, 0, -1.25, 1.25, 0],
        [0, 1.25, -0.32, 0.44, -1.19, 0.39, -0.52, -0.17, -0.73, -1.01, 0, -0.54, 0.73, -1.01, 0.52, -0.17, 1.19, 0.39,
            0.32, 0.44],
    ];

    const short = (value) => Math.round(value * 10) / 10;

    function markAt(i, x, y, radius) {
        const corners = markCorners[i];
        let outline = '';
        for (let k = 0; k < corners.length; k += 2) {
            outline += `${k === 0 ? 'M' : 'L'}${short(x + radius * corners[k])} ${short(y - radius * corners[k + 1])}`;
        }
        return `${outline}z`;
    }

    // Far outside of the box, where SVG has too few digits, lines are cut.
    const far = 20000;

    // The point between an inner and an outer one at which the line is cut.
    function cutAt(x, y, outerX, outerY) {
        let part = 1;
        for (const [from, to] of [[x, outerX], [y, outerY]]) {
            if (Math.abs(to) > far) {
                part = Math.min(part, (Math.sign(to) * far - from) / (to - from));
            }
        }
        return [x + part * (outerX - x), y + part * (outerY - y)];
    }

    const isNear = (x, y) => Math.abs(x) <= far && Math.abs(y) <= far;

    // A search in the drawing: the pieces of its line and dots, without points closer than half a pixel to the previous
    // one, and the t of each piece.
    function makeTrack(search) {
        const { x } = search;
        const { box } = map.layout;
        const [x1min, x1max, x2min, x2max] = map.view;
        const sx = box.width / (x1max - x1min);
        const sy = box.height / (x2max - x2min);
        const track = { times: [], lines: [], dots: [], count: search.count, far: false };
        let lastX = NaN;
        let lastY = NaN;
        for (let t = 0; t < search.count; t++) {
            const px = box.left + (x[2 * t] - x1min) * sx;
            const py = box.top + (x2max - x[2 * t + 1]) * sy;
            if (!(Math.abs(px - lastX) < 0.5 && Math.abs(py - lastY) < 0.5)) {
                addPiece(track, t, px, py, lastX, lastY);
                lastX = px;
                lastY = py;
            }
        }
        return track;
    }

    function addPiece(track, t, x, y, lastX, lastY) {
        let line = '';
        if (isNear(x, y)) {
            const place = `${short(x)} ${short(y)}`;
            const from = t > 0 && track.far && Number.isFinite(lastX) ? cutAt(x, y, lastX, lastY) : null;
            line = from === null ? `${t === 0 || track.far ? 'M' : 'L'}${place}`
                : `M${short(from[0])} ${short(from[1])}L${place}`;
            track.dots.push(`M${place}h0`);
            track.far = false;
        } else {
            const to = t > 0 && !track.far && Number.isFinite(x + y) ? cutAt(lastX, lastY, x, y) : null;
            line = to === null ? '' : `L${short(to[0])} ${short(to[1])}`;
            track.dots.push('');
            track.far = true;
        }
        track.times.push(t);
        track.lines.push(line);
    }

    // The number of pieces up to t.
    function piecesUntil(track, t) {
        let low = 0;
        let high = track.times.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (track.times[middle] <= t) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    // A piece as the beginning of a line: its last point.
    function beginning(piece) {
        const place = Math.max(piece.lastIndexOf('M'), piece.lastIndexOf('L'));
        return place < 0 ? '' : `M${piece.slice(place + 1)}`;
    }

    function createPath(i) {
        const layer = (name) => shape('path', { class: `map-${name}` });
        const layers = () => ({
            casing: layer('casing'), ring: layer('ring'), line: layer('stroke'), dots: layer('dots'),
        });
        const past = layers();
        const future = layers();
        const marks = layer('marks');
        const group = shape('g', { class: `map-path map-path-${i + 1}` },
            shape('g', { class: 'map-future' }, ...Object.values(future)),
            shape('g', {}, ...Object.values(past)), marks);
        return { group, past, future, marks };
    }

    function setLayers(layers, line, dots) {
        setAttribute(layers.casing, 'd', line);
        setAttribute(layers.line, 'd', line);
        setAttribute(layers.ring, 'd', dots);
        setAttribute(layers.dots, 'd', dots);
    }

    const placeOf = (search, t) => {
        const { x } = search;
        return [toX(x[2 * t]), toY(x[2 * t + 1])];
    };
    const timeOf = (search) => Math.min(explorer.t, search.count - 1);

    // Small marks after 1, 2, 4, 8, ... updates.
    function wayMarks(i, search, until) {
        const { x } = search;
        let marks = '';
        for (let t = 1; t <= until; t *= 2) {
            const px = toX(x[2 * t]);
            const py = toY(x[2 * t + 1]);
            if (isInBox(px, py)) {
                marks += markAt(i, px, py, 2.6);
            }
        }
        return marks;
    }

    function drawPath(i) {
        const { past, future, marks } = drawing.paths[i];
        const track = map.tracks[i];
        const until = timeOf(explorer.searches[i]);
        const split = piecesUntil(track, until);
        const rest = split < track.lines.length ? track.lines.slice(split) : [];
        const dots = (list) => (isSingle() ? list.join('') : '');
        setLayers(past, track.lines.slice(0, split).join(''), dots(track.dots.slice(0, split)));
        setLayers(future, rest.length === 0 ? '' : beginning(track.lines[split - 1]) + rest.join(''),
            dots(track.dots.slice(split)));
        setAttribute(marks, 'd', isSingle() ? '' : wayMarks(i, explorer.searches[i], until));
    }

    const endMark = (i, x, y) => (isSingle() ? markAt(0, x, y, 5) : markAt(i, x, y, 5.5));

    // Ends in the drawing's order: the selected search is in front.
    function drawCurrent() {
        explorer.searches.forEach((search, i) => {
            const mark = drawing.ends[i];
            const [x, y] = placeOf(search, timeOf(search));
            const isVisible = isInBox(x, y);
            mark.classList.toggle('map-selected', i === explorer.selected && !isSingle());
            setAttribute(mark.children[0], 'd', isVisible ? endMark(i, x, y) : '');
            setAttribute(mark.children[1], 'd', isVisible && isSingle() ? `M${short(x)} ${short(y)}h0` : '');
        });
    }

    // One group for each search, as many as there are.
    function createPaths() {
        while (drawing.paths.length < explorer.searches.length) {
            const i = drawing.paths.length;
            const end = shape('g', { class: `map-end map-path-${i + 1}` }, shape('path', { class: 'map-end-mark' }),
                shape('path', { class: 'map-end-dot' }));
            drawing.paths.push(createPath(i));
            drawing.ends.push(end);
            drawing.pathGroup.append(drawing.paths[i].group);
            drawing.endGroup.append(end);
        }
        drawing.paths.forEach(({ group }, i) => {
            group.classList.toggle('map-hidden', i >= explorer.searches.length);
            drawing.ends[i].classList.toggle('map-hidden', i >= explorer.searches.length);
        });
        drawing.svg.classList.toggle('map-single', isSingle());
    }

    function drawPaths() {
        explorer.searches.forEach((_, i) => drawPath(i));
        drawCurrent();
    }

    // ---- Start and minima ----

    const diamond = (radius) => `M${-radius} 0L0 ${-radius}L${radius} 0L0 ${radius}z`;
    const cross = (r) => `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`;

    function minimumMark(x, y) {
        return shape('g', { class: 'map-minimum', transform: `translate(${short(x)} ${short(y)})` },
            shape('path', { class: 'map-minimum-casing', d: cross(4.2) }),
            shape('path', { class: 'map-minimum-cross', d: cross(3.7) }));
    }

    function drawMinima() {
        const visible = explorer.summary.minima.map(([x1, x2]) => [toX(x1), toY(x2)]).filter(([x, y]) => isInBox(x, y));
        drawing.minima.replaceChildren(...visible.map(([x, y]) => minimumMark(x, y)));
    }

    // Outside of the box, only the focus is shown, at the edge.
    function drawStart() {
        const [x1, x2] = explorer.summary.start;
        const [x, y] = [toX(x1), toY(x2)];
        const { start } = drawing;
        const { left, top, width, height } = map.layout.box;
        start.classList.toggle('map-outside', !isInBox(x, y));
        const [px, py] = [clamp(x, left, left + width), clamp(y, top, top + height)];
        setAttribute(start, 'transform', `translate(${short(px)} ${short(py)})`);
        setAttribute(start, 'aria-valuemin', String(explorer.summary.bounds[0]));
        setAttribute(start, 'aria-valuemax', String(explorer.summary.bounds[1]));
        setAttribute(start, 'aria-valuenow', String(x1));
        const f = number(explorer.searches[0].f[0]);
        setAttribute(start, 'aria-valuetext', `Start x1 = ${number(x1)}, x2 = ${number(x2)}, f = ${f}`);
    }

    // ---- Arrows ----

    const arrowKinds = ['gradient', 'state', 'step'];
    const longest = 96; // pixels
    const visibleStep = 28;
    const mostEnlarged = 1000; // what is still too short then is not drawn

    // The largest factor of 1, 2 or 5 times a power of ten that makes a length at most `most`.
    function niceFactor(length, most) {
        const [factor, power] = chooseStep(length / most, 1);
        return 1 / factor * 10 ** -power;
    }

    // The optimizer's state that is a direction, like Adam's m: { name, symbol, title }, or null.
    function directionOf(optimizer) {
        const { groups, quantities } = explorer.tables.optimizers.find(({ name }) => name === optimizer);
        const group = groups.find(({ positive }) => !positive);
        if (group === undefined) {
            return null;
        }
        const { name, symbol } = quantities.find((quantity) => quantity.name === group.names[0]);
        return { name, symbol, title: group.title };
    }

    function pixelLength([d1, d2]) {
        const { box } = map.layout;
        return Math.hypot(d1 / (map.view[1] - map.view[0]) * box.width, d2 / (map.view[3] - map.view[2]) * box.height);
    }

    // The vectors of the update that led to the selected search's point: null if there is none.
    function vectorsNow() {
        const search = explorer.searches[explorer.selected];
        const t = timeOf(search);
        if (t === 0) {
            return null;
        }
        const { x } = search;
        const direction = directionOf(search.optimizer);
        const both = (name) => [-search.quantity(t, 0, name), -search.quantity(t, 1, name)];
        return {
            t, search, direction,
            from: [x[2 * t - 2], x[2 * t - 1]],
            gradient: both(explorer.tables.optimizers.find(({ name }) => name === search.optimizer).quantities[0].name),
            state: direction === null ? null : both(direction.name),
            step: [x[2 * t] - x[2 * t - 2], x[2 * t + 1] - x[2 * t - 1]],
        };
    }

    // Gradient and state have the same factor, so that they can be compared; a step long enough to be seen has 1.
    function factorsOf(vectors) {
        const lengths = [vectors.gradient, vectors.state].filter((vector) => vector !== null).map(pixelLength);
        const common = Math.max(...lengths);
        const step = pixelLength(vectors.step);
        const factor = common > 0 && Number.isFinite(common) ? Math.min(mostEnlarged, niceFactor(common, longest)) : 1;
        return {
            gradient: factor, state: factor,
            step: !(step > 0) || step >= visibleStep ? 1 : clamp(niceFactor(step, longest / 2), 1, mostEnlarged),
        };
    }

    function arrowPath(x, y, endX, endY) {
        const length = Math.hypot(endX - x, endY - y);
        const head = Math.min(9, length / 2);
        const [ux, uy] = [(endX - x) / length, (endY - y) / length];
        const tip = `L${short(endX)} ${short(endY)}`;
        const wing = (side) => [endX - head * (ux - side * 0.55 * uy), endY - head * (uy + side * 0.55 * ux)].map(short).join(' ');
        return `M${short(x)} ${short(y)}${tip}M${wing(1)}${tip}L${wing(-1)}`;
    }

    let tags = []; // the places of the texts of arrows

    function hideArrow(arrow) {
        arrow.group.classList.add('map-hidden');
        arrow.text.classList.add('map-hidden');
    }

    function drawArrow(kind, vectors, factor) {
        const arrow = drawing.arrows[kind];
        const vector = vectors[kind];
        const [x, y] = [toX(vectors.from[0]), toY(vectors.from[1])];
        const end = [toX(vectors.from[0] + factor * vector[0]), toY(vectors.from[1] + factor * vector[1])];
        const length = Math.hypot(end[0] - x, end[1] - y);
        if (!map.shown[kind] || !isInBox(x, y) || !(length >= 1)) {
            hideArrow(arrow);
            return;
        }
        const tip = isNear(...end) ? end : cutAt(x, y, ...end);
        const d = arrowPath(x, y, ...tip);
        arrow.group.classList.remove('map-hidden');
        arrow.text.classList.remove('map-hidden');
        setAttribute(arrow.casing, 'd', d);
        setAttribute(arrow.line, 'd', d);
        const beyond = [(tip[0] - x) / length, (tip[1] - y) / length].map((part) => 10 * part);
        placeTag(arrow, tip[0] + beyond[0], tip[1] + beyond[1] + 5, Math.sign(Math.round((tip[0] - x) / 2)));
    }

    // The text at the tip of an arrow, moved up or down if it would cover that of another arrow.
    function placeTag(arrow, x, y, side) {
        const width = 11 * arrow.text.textContent.length + 4;
        const { box } = map.layout;
        const left = clamp(x + (side - 1) / 2 * width, box.left, box.left + box.width - width);
        const isFree = (at) => tags.every((tag) => left >= tag.right || left + width <= tag.left
            || Math.abs(tag.y - at) >= 16);
        const place = [0, 16, -16, 32, -32].map((offset) => y + offset).find(isFree) ?? y;
        tags.push({ left, right: left + width, y: place });
        setAttribute(arrow.text, 'x', String(short(left + (1 - side) / 2 * width)));
        setAttribute(arrow.text, 'y', String(short(place)));
        setAttribute(arrow.text, 'text-anchor', ['end', 'middle', 'start'][side + 1]);
    }

    function scaleText(factor) {
        return factor === 1 ? 'to scale' : `scaled by ${number(factor)}`;
    }

    function describeArrow(kind, vectors, factor) {
        const length = number(Math.hypot(...vectors[kind]), 3);
        setText(drawing.arrows[kind].value, ` length ${length}, ${scaleText(factor)}`);
    }

    function nameArrows(direction) {
        const { gradient, state } = drawing.arrows;
        setText(gradient.name, `\u2212g, negative gradient${explorer.summary.noisy ? ' with noise' : ''}:`);
        state.item.hidden = direction === null;
        if (direction !== null) {
            setText(state.text, `\u2212${direction.symbol}`);
            setText(state.name, `\u2212${direction.symbol}, negative ${direction.title}:`);
        }
    }

    function drawArrows() {
        const vectors = vectorsNow();
        const search = explorer.searches[explorer.selected];
        nameArrows(directionOf(search.optimizer));
        setText(drawing.arrowTitle, vectors === null ? 'Arrows: no update at t = 0'
            : `Arrows: the update${isSingle() ? '' : ` of ${search.label}`} from t = ${vectors.t - 1} to ${vectors.t}`);
        const factors = vectors === null ? null : factorsOf(vectors);
        tags = [];
        for (const kind of arrowKinds) {
            if (vectors === null || vectors[kind] === null) {
                hideArrow(drawing.arrows[kind]);
                setText(drawing.arrows[kind].value, '');
            } else {
                drawArrow(kind, vectors, factors[kind]);
                describeArrow(kind, vectors, factors[kind]);
            }
        }
    }

    // ---- The legend ----

    function icon(width, ...children) {
        const viewBox = `${-width / 2} -9 ${width} 18`;
        return shape('svg', { class: 'map-icon', width, height: 18, viewBox, 'aria-hidden': 'true' }, ...children);
    }

    const entry = (picture, text) => element('li', {}, picture, element('span', { text }));

    function startShape(radius = 4.6) {
        return [shape('path', { class: 'map-start-edge', d: diamond(radius + 2.4) }),
            shape('path', { class: 'map-start-inner', d: diamond(radius) })];
    }

    const part = (name, d) => shape('path', { class: `map-${name}`, d });

    function pathIcon(i) {
        if (!isSingle()) {
            return icon(30, part('stroke', 'M-14 0H14'), part('marks', markAt(i, 0, 0, 4)));
        }
        const line = 'M-12 0H12';
        const dots = 'M-12 0h0M0 0h0M12 0h0';
        return icon(38, shape('rect', { class: 'map-sample', x: -19, y: -7, width: 38, height: 14 }),
            part('casing', line), part('ring', dots), part('stroke', line), part('dots', dots));
    }

    function pathEntry(search, i) {
        const item = entry(pathIcon(i), search.label);
        item.className = isSingle() ? 'map-single' : `map-path-${i + 1}`;
        return item;
    }

    function minimumEntry() {
        const count = explorer.summary.minima.length;
        return count === 0 ? [] : [entry(icon(14, minimumMark(0, 0)), count === 1 ? 'minimum' : 'minima')];
    }

    function drawLegend() {
        const picture = icon(16, part('end-mark', endMark(0, 0, 0)), part('end-dot', isSingle() ? 'M0 0h0' : ''));
        const current = entry(picture, '');
        current.className = isSingle() ? 'map-single map-now' : 'map-now';
        drawing.now = current.lastChild;
        drawing.legend.replaceChildren(...explorer.searches.map(pathEntry), entry(icon(16, ...startShape()), 'start'),
            ...minimumEntry(), current);
    }

    function describeCurrent() {
        const outside = explorer.searches.filter((search) => !isInBox(...placeOf(search, timeOf(search)))).length;
        const where = outside === 0 ? '' : isSingle() ? ' (outside the map)' : ` (${outside} outside the map)`;
        setText(drawing.now, `t = ${explorer.t}${where}`);
    }

    // ---- Drawing everything ----

    // What depends on the view and the contours.
    function drawGround() {
        paintCanvas();
        drawAxes();
    }

    function drawSearches() {
        map.tracks = explorer.searches.map(makeTrack);
        createPaths();
        drawPaths();
        drawStart();
        drawArrows();
        describeCurrent();
    }

    function setLayout(width) {
        const layout = arrange(width);
        layout.ratio = window.devicePixelRatio || 1;
        map.layout = layout;
        const { canvas, svg, figure, clip } = drawing;
        for (const target of [canvas, figure]) {
            target.style.width = `${layout.width}px`;
            target.style.height = `${layout.height}px`;
        }
        setAttribute(svg, 'width', String(layout.width));
        setAttribute(svg, 'height', String(layout.height));
        for (const name of ['width', 'height']) {
            setAttribute(clip, name, String(layout.box[name]));
        }
        setAttribute(clip, 'x', String(layout.box.left));
        setAttribute(clip, 'y', String(layout.box.top));
        drawing.message.style.left = `${layout.box.left + 12}px`;
        drawing.message.style.top = `${layout.box.top + 12}px`;
        drawing.message.style.width = `${layout.box.width - 24}px`;
    }

    const widthNow = () => Math.max(260, drawing.root.clientWidth);

    // Draws everything again: another problem, other bounds, or another size.
    function drawAll() {
        setLayout(widthNow());
        map.view = viewNow();
        clearTimeout(map.timer);
        map.contoursKey = '';
        computeContours();
        drawGround();
        drawMinima();
        drawLegend();
        drawSearches();
    }

    // What the legend and the picture of the contours depend on, besides the contours.
    function lookKey() {
        return JSON.stringify([contoursKey(), explorer.summary.minima, explorer.searches.map((search) => search.label)]);
    }

    const sameView = (a, b) => a.every((bound, k) => bound === b[k]);

    function onResults() {
        const key = lookKey();
        if (key !== map.lookKey) {
            map.lookKey = key;
            drawAll();
        } else if (!sameView(map.view, viewNow())) {
            onView();
        } else {
            drawSearches();
        }
    }

    function onView() {
        map.view = viewNow();
        refreshContours();
        drawGround();
        drawMinima();
        drawSearches();
    }

    function onTime() {
        drawPaths();
        drawArrows();
        describeCurrent();
    }

    function onTheme() {
        paintPicture();
        drawGround();
        drawPaths();
    }

    // ---- The view ----

    // Keeps the center within the bounds.
    function keptNear([x1min, x1max, x2min, x2max]) {
        const b = explorer.summary.bounds;
        const shift = (min, max, least, most) => clamp((min + max) / 2, least, most) - (min + max) / 2;
        const d1 = shift(x1min, x1max, b[0], b[1]);
        const d2 = shift(x2min, x2max, b[2], b[3]);
        return [x1min + d1, x1max + d1, x2min + d2, x2max + d2];
    }

    // The factor by which the bounds are wider than the view, from 1/4 to as much as doubles allow.
    function allowedFactor(view, factor) {
        const b = explorer.summary.bounds;
        const most = Math.max(...b.map(Math.abs));
        const finest = Math.max(1e-8 * (b[1] - b[0]), 1e-11 * most);
        const width = clamp((view[1] - view[0]) / factor, finest, 4 * (b[1] - b[0]));
        return (view[1] - view[0]) / width;
    }

    // Rounded to a small part of a pixel, which keeps the address short.
    function setView(view) {
        const power = Math.floor(Math.log10(Math.min(view[1] - view[0], view[3] - view[2]))) - 5;
        const round = (bound) => (power < -20 || power > 0 ? bound : Number(bound.toFixed(-power)));
        explorer.setView(keptNear(view).map(round));
    }

    // Zooms so that a position, or the center, remains where it is.
    function zoom(factor, x, y) {
        const { box } = map.layout;
        const part1 = x === undefined ? 0.5 : (x - box.left) / box.width;
        const part2 = y === undefined ? 0.5 : 1 - (y - box.top) / box.height;
        const view = viewNow();
        const allowed = allowedFactor(view, factor);
        const [w1, w2] = [view[1] - view[0], view[3] - view[2]];
        const x1min = view[0] + part1 * w1 * (1 - 1 / allowed);
        const x2min = view[2] + part2 * w2 * (1 - 1 / allowed);
        setView([x1min, x1min + w1 / allowed, x2min, x2min + w2 / allowed]);
    }

    // By pixels.
    function pan(dx, dy) {
        const { box } = map.layout;
        const [x1min, x1max, x2min, x2max] = viewNow();
        const d1 = -dx / box.width * (x1max - x1min);
        const d2 = dy / box.height * (x2max - x2min);
        setView([x1min + d1, x1max + d1, x2min + d2, x2max + d2]);
    }

    function resetView() {
        explorer.setView(null);
    }

    // ---- Moving the start ----

    // A coordinate as a short text: rounded to about a thousandth of the view's width, within the bounds.
    function rounded(value, width, min, max) {
        const power = Math.floor(Math.log10(width / 500));
        const unit = 10 ** power;
        let count = Math.round(clamp(value, min, max) / unit);
        const text = (k) => {
            const digits = power < 0 && power >= -20 ? (k / 10 ** -power).toFixed(-power) : explorer.module.number(k * unit, 12);
            return digits.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '').replace(/^-0$/, '0');
        };
        if (Number(text(count)) > max) {
            count--;
        }
        if (Number(text(count)) < min) {
            count++;
        }
        return text(count);
    }

    function moveStart(x1, x2) {
        const [a, b, c, d] = explorer.summary.bounds;
        const width1 = Math.min(map.view[1] - map.view[0], b - a);
        const width2 = Math.min(map.view[3] - map.view[2], d - c);
        const start = `${rounded(x1, width1, a, b)},${rounded(x2, width2, c, d)}`;
        if (start !== explorer.state.start) {
            explorer.update({ start });
        }
    }

    // The start that was set last, even if it has not been computed yet.
    function startNow() {
        const values = (explorer.state.start ?? '').split(',').map((text) => text.trim() === '' ? NaN : Number(text));
        return values.length === 2 && values.every(Number.isFinite) ? values : explorer.summary.start;
    }

    const arrowKeys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

    function keyOfStart(event) {
        const direction = arrowKeys[event.key];
        if (direction === undefined || event.metaKey) {
            return;
        }
        const part = event.shiftKey ? 0.1 : event.altKey || event.ctrlKey ? 0.001 : 0.01;
        const [x1, x2] = startNow();
        const [a, b, c, d] = map.view;
        event.preventDefault();
        event.stopPropagation();
        moveStart(x1 + direction[0] * part * (b - a), x2 + direction[1] * part * (d - c));
    }

    function keyOfMap(event) {
        const direction = arrowKeys[event.key];
        const actions = { '+': () => zoom(1.5), '=': () => zoom(1.5), '-': () => zoom(1 / 1.5), 0: resetView };
        const action = direction === undefined ? actions[event.key]
            : () => pan(-40 * direction[0], 40 * direction[1]);
        if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        event.preventDefault();
        action();
    }

    // ---- Pointers ----

    // While pointers are held, the drawing does not move, and asking where it is would cost a layout.
    function pointerAt(event) {
        if (map.pointers.size === 0) {
            map.area = drawing.svg.getBoundingClientRect();
        }
        const { area } = map;
        return [event.clientX - area.left, event.clientY - area.top];
    }

    function isAtStart(x, y, reach) {
        const [x1, x2] = explorer.summary.start;
        return Math.hypot(toX(x1) - x, toY(x2) - y) <= reach;
    }

    const reachOf = (kind) => (kind === 'touch' ? 26 : 14);

    function beginGesture(event) {
        const [x, y] = pointerAt(event);
        if (event.button !== 0 || !isInBox(x, y) && !isAtStart(x, y, 14)) {
            return;
        }
        map.pointers.set(event.pointerId, [x, y]);
        drawing.svg.setPointerCapture(event.pointerId);
        if (map.pointers.size === 2) {
            map.gesture = { kind: 'pinch', ...pinchNow() };
        } else if (isAtStart(x, y, reachOf(event.pointerType))) {
            const [x1, x2] = explorer.summary.start;
            map.gesture = { kind: 'start', grip: [toX(x1) - x, toY(x2) - y] };
            drawing.start.focus({ focusVisible: false, preventScroll: true });
        } else {
            map.gesture = { kind: 'press', from: [x, y], last: [x, y], pans: event.pointerType !== 'touch' };
        }
        drawing.figure.classList.toggle('map-dragging', map.gesture.kind === 'start');
        event.preventDefault();
    }

    function pinchNow() {
        const [a, b] = [...map.pointers.values()];
        return {
            center: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], distance: Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])),
        };
    }

    function dragStart([x, y]) {
        const { box } = map.layout;
        const { grip } = map.gesture;
        moveStart(...placeAt(clamp(x + grip[0], box.left, box.left + box.width),
            clamp(y + grip[1], box.top, box.top + box.height)));
    }

    // A press that moves becomes a pan; with a finger, the browser scrolls the page instead.
    function dragMap([x, y]) {
        const { gesture } = map;
        if (gesture.kind === 'press' && Math.hypot(x - gesture.from[0], y - gesture.from[1]) > 4) {
            gesture.kind = gesture.pans ? 'pan' : 'none';
        }
        if (gesture.kind === 'pan') {
            pan(x - gesture.last[0], y - gesture.last[1]);
            gesture.last = [x, y];
        }
    }

    function dragBoth() {
        const { gesture } = map;
        const next = pinchNow();
        pan(next.center[0] - gesture.center[0], next.center[1] - gesture.center[1]);
        zoom(next.distance / gesture.distance, ...next.center);
        Object.assign(gesture, next);
    }

    function moveGesture(event) {
        const position = pointerAt(event);
        if (!map.pointers.has(event.pointerId)) {
            showPlace(...position);
            return;
        }
        map.pointers.set(event.pointerId, position);
        if (map.gesture.kind === 'pinch') {
            dragBoth();
        } else if (map.gesture.kind === 'start') {
            dragStart(position);
        } else {
            dragMap(position);
        }
        showPlace(...position);
    }

    function endGesture(event) {
        if (!map.pointers.delete(event.pointerId)) {
            return;
        }
        const position = pointerAt(event);
        if (event.type === 'pointerup' && map.gesture.kind === 'press') {
            moveStart(...placeAt(...position));
            drawing.start.focus({ focusVisible: false, preventScroll: true });
        }
        map.gesture = { kind: 'none' };
        drawing.figure.classList.remove('map-dragging');
        showPlace(...position);
    }

    // The page must not scroll or zoom while two fingers, or the start, are moved.
    function keepTouch(event) {
        const held = [...event.touches].some((touch) => isAtStart(...pointerAt(touch), reachOf('touch')));
        if (event.cancelable && (event.touches.length > 1 || held || map.gesture?.kind === 'start')) {
            event.preventDefault();
        }
    }

    function onWheel(event) {
        const position = pointerAt(event);
        if (!(event.ctrlKey || event.metaKey) || !isInBox(...position)) {
            return;
        }
        event.preventDefault();
        const lines = event.deltaMode === 1 ? 20 : 1;
        zoom(Math.exp(clamp(-event.deltaY * lines / 200, -1, 1)), ...position);
    }

    // The place under the pointer, and f there.
    function showPlace(x, y) {
        if (!isInBox(x, y)) {
            hidePlace();
            return;
        }
        const [x1, x2] = placeAt(x, y);
        const ratio = Math.max(...map.view.map(Math.abs)) / (map.view[1] - map.view[0]);
        const digits = clamp(Math.ceil(Math.log10(1000 * ratio)), 3, 15);
        const f = number(explorer.module.value(x1, x2));
        setText(drawing.readout,
            `At the pointer: x\u2081 = ${number(x1, digits)}, x\u2082 = ${number(x2, digits)}, f = ${f}`);
    }

    function hidePlace() {
        setText(drawing.readout, '\u00a0');
    }

    // ---- The elements ----

    const drawing = { paths: [], ends: [], arrows: {} };

    function createArrow(kind, text, name) {
        const casing = shape('path', { class: 'map-arrow-casing' });
        const line = shape('path', { class: 'map-arrow-line' });
        const tag = shape('text', { class: `map-arrow-text map-${kind}`, text });
        const d = arrowPath(-13, 0, 13, 0);
        const title = element('span', { text: name });
        const value = element('span', { class: 'map-value' });
        const tick = element('input', {
            type: 'checkbox', change: (event) => {
                map.shown[kind] = event.target.checked;
                drawArrows();
            },
        });
        tick.checked = map.shown[kind];
        const picture = icon(36, part('arrow-casing', d), part('arrow-line', d));
        const item = element('li', { class: `map-${kind}` }, element('label', {}, tick, picture, title, value));
        drawing.arrows[kind] = {
            group: shape('g', { class: `map-arrow map-${kind}` }, casing, line), casing, line, text: tag, name: title, value,
            item,
        };
    }

    function createHandle() {
        return shape('g', {
            class: 'map-start', tabindex: '0', role: 'slider', 'aria-label': 'Start of the searches',
            'aria-describedby': 'map-hint', keydown: keyOfStart,
        }, shape('circle', { class: 'map-reach', r: 14 }), shape('circle', { class: 'map-focus', r: 13 }), ...startShape());
    }

    function createDrawing() {
        createArrow('gradient', '\u2212g', '');
        createArrow('state', '\u2212m', '');
        createArrow('step', 'step', 'step taken:');
        drawing.clip = shape('rect', {});
        drawing.axes = shape('g', { class: 'map-axes', 'aria-hidden': 'true' });
        drawing.pathGroup = shape('g', {});
        drawing.endGroup = shape('g', {});
        drawing.minima = shape('g', {});
        drawing.start = createHandle();
        const arrows = shape('g', {}, ...arrowKinds.map((kind) => drawing.arrows[kind].group),
            ...arrowKinds.map((kind) => drawing.arrows[kind].text));
        drawing.svg = shape('svg', { class: 'map-drawing' },
            shape('defs', {}, shape('clipPath', { id: 'map-clip' }, drawing.clip)), drawing.axes,
            shape('g', { 'clip-path': 'url(#map-clip)', 'aria-hidden': 'true' }, drawing.pathGroup),
            drawing.start,
            shape('g', { class: 'map-passive', 'aria-hidden': 'true' }, drawing.minima,
                shape('g', { 'clip-path': 'url(#map-clip)' }, arrows), drawing.endGroup));
        drawing.canvas = element('canvas', { 'aria-hidden': 'true' });
        drawing.message = element('p', { class: 'map-message' });
        drawing.figure = element('div', {
            class: 'map-figure', tabindex: '0', role: 'group', 'aria-describedby': 'map-hint', keydown: keyOfMap,
            'aria-label': 'Map of f with the paths of the searches',
        }, drawing.canvas, drawing.svg, drawing.message);
    }

    function createTools() {
        const button = (text, name, action) => element('button', {
            type: 'button', text, 'aria-label': name, title: name, click: action,
        });
        return element('div', { class: 'map-tools', role: 'group', 'aria-label': 'Zoom' },
            button('\u2212', 'Zoom out', () => zoom(1 / 1.5)), button('+', 'Zoom in', () => zoom(1.5)),
            button('Reset view', 'Reset view', resetView));
    }

    function createSection(section) {
        createDrawing();
        drawing.legend = element('ul', { class: 'map-legend', 'aria-label': 'Legend of the map' });
        drawing.readout = element('p', { class: 'map-readout', text: '\u00a0' });
        drawing.arrowTitle = element('legend', {});
        drawing.root = element('div', { class: 'map-root' }, drawing.legend, drawing.figure,
            element('div', { class: 'map-below' }, createTools(), drawing.readout),
            element('fieldset', { class: 'map-arrows' }, drawing.arrowTitle,
                element('ul', {}, ...arrowKinds.map((kind) => drawing.arrows[kind].item))),
            element('p', {
                class: 'map-hint', id: 'map-hint',
                text: 'Click the map to start there, or drag the diamond. Drag the map to move it; zoom with Ctrl + wheel or two'
                    + ' fingers. Keys: arrows move the start (Shift: farther, Alt: less) or the map, whichever has focus; +, \u2212'
                    + ' and 0 zoom.',
            }));
        section.append(drawing.root);
    }

    function listen() {
        const { svg } = drawing;
        svg.addEventListener('pointerdown', beginGesture);
        svg.addEventListener('pointermove', moveGesture);
        svg.addEventListener('pointerup', endGesture);
        svg.addEventListener('pointercancel', endGesture);
        svg.addEventListener('pointerleave', hidePlace);
        svg.addEventListener('touchstart', keepTouch, { passive: false });
        svg.addEventListener('touchmove', keepTouch, { passive: false });
        svg.addEventListener('wheel', onWheel, { passive: false });
        explorer.on('results', onResults);
        explorer.on('view', onView);
        explorer.on('time', onTime);
        explorer.on('select', onTime);
        explorer.on('theme', onTheme);
    }

    // A change of width or of the screen's pixels.
    function onResize() {
        const ratio = window.devicePixelRatio || 1;
        if (map.layout === null || arrange(widthNow()).width !== map.layout.width || ratio !== map.layout.ratio) {
            drawAll();
        }
    }

    explorer.parts.push(() => {
        createSection(document.getElementById('map'));
        map.lookKey = lookKey();
        drawAll();
        listen();
        new ResizeObserver(onResize).observe(drawing.root);
        window.addEventListener('resize', onResize);
    });
})();
