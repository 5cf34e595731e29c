// Charts of the page explore.html over the updates: convergence of all optimizers, and what happens inside the
// selected one, as in the program's figure "state".

(() => {
    'use strict';

    const { element } = explorer;

    // The margins of a plot, in pixels; its curves have a little space at both ends.
    const margin = { left: 56, right: 6, top: 6, bottom: 18 };
    const INSET = 5;

    // Coordinates of curves are whole numbers of this many units in a pixel, which are short to write.
    const UNITS = 10;
    const TOLERANCE = 3; // of a simplified curve, in units
    const FARTHEST = 30000; // units outside of a plot

    const FIRST_UPDATES = 20;
    const LEAST_DECADES = 1.2; // of a logarithmic axis
    const SPACE = 0.06; // above and below curves, as a fraction of their range
    const DELAY = 100; // ms until descriptions, and charts that are out of sight, follow

    function drawing(name, attributes = {}, ...children) {
        const made = document.createElementNS('http://www.w3.org/2000/svg', name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.append(...children);
        return made;
    }

    // Sets the text of a node without other contents; changes nothing if it is the same.
    function setText(node, text) {
        if (node.shown === text) return;
        node.shown = text;
        if (node.firstChild === null) node.textContent = text;
        else node.firstChild.data = text;
    }

    // The program's number, with minus signs.
    function number(value, digits = 5) {
        return Number.isNaN(value) ? '–' : explorer.module.number(value, digits).replaceAll('-', '−');
    }

    const selected = () => explorer.searches[explorer.selected];
    const variables = ['x₁', 'x₂'];

    // ---- Lines

    // Each line has a name, a style (own, raw, other, or series with an index), the first t, whether it is computed in
    // the page, and fill(values, variable), which returns how many values there are.

    function quantityLine(optimizer, name, style) {
        const place = optimizer.quantities.findIndex((quantity) => quantity.name === name);
        const width = optimizer.quantities.length;
        const fill = (values, variable) => {
            const { record, count } = selected();
            for (let t = 0, k = variable * width + place; t < count; t++, k += 2 * width) values[t] = record[k];
            return count;
        };
        return { name: optimizer.quantities[place].symbol, style, from: 1, fill };
    }

    function pointLine() {
        const fill = (values, variable) => {
            const { x, count } = selected();
            for (let t = 0; t < count; t++) values[t] = x[2 * t + variable];
            return count;
        };
        return { name: 'x', style: 'own', from: 0, fill };
    }

    function stepLine() {
        const fill = (values, variable) => {
            const { x, count } = selected();
            values[0] = NaN;
            for (let t = 1; t < count; t++) values[t] = x[2 * t + variable] - x[2 * t - 2 + variable];
            return count;
        };
        return { name: 'taken', style: 'own', from: 1, fill };
    }

    // The minimum that the search ends closest to, or null.
    function targetOf(search) {
        const { x, count } = search;
        const distance = (minimum) => Math.hypot(x[2 * count - 2] - minimum[0], x[2 * count - 1] - minimum[1]);
        return explorer.summary.minima.reduce((best, one) =>
            (best === null || distance(one) < distance(best) ? one : best), null);
    }

    function targetLine() {
        const fill = (values, variable) => {
            const { count } = selected();
            values.fill(targetOf(selected())[variable], 0, count);
            return count;
        };
        return { name: 'minimum', style: 'target', from: 0, fill };
    }

    function excessLine(i) {
        const fill = (values) => {
            const { f, count } = explorer.searches[i];
            const { minimum } = explorer.summary;
            for (let t = 0; t < count; t++) values[t] = f[t] - minimum;
            return count;
        };
        return { name: '', style: 'series', series: i, from: 0, fill };
    }

    const setting = (search, key) => search.settings.find(([name]) => name === key)?.[1];

    // The corrected second moment by whose root the rule divides, and the raw one, or undefined.
    function correctedMoment(optimizer) {
        const last = optimizer.rule[optimizer.rule.length - 1];
        if (last === 'x ← x − α m̂ / (√v̂ + ε)') return { corrected: 'vhat', raw: 'v' };
        return last === 'x ← x − α m̂ / (√ŵ + ε)' ? { corrected: 'what', raw: 'w' } : undefined;
    }

    // Whether the optimizer divides by an average of squares, so that its effective step size varies.
    const hasPositive = (optimizer) => optimizer.groups.some((group) => group.positive);

    const canUncorrect = (optimizer) => correctedMoment(optimizer) !== undefined;

    // The step size α of the update whose quantities begin at `first` of the record: constant, or what the effective
    // step size implies; NaN if unknown.
    function stepSizeOf(search, optimizer) {
        const place = (name) => optimizer.quantities.findIndex((quantity) => quantity.name === name);
        const moment = correctedMoment(optimizer);
        const alpha = Number(setting(search, 'alpha'));
        const epsilon = Number(setting(search, 'epsilon'));
        const rate = place('rate');
        if (setting(search, 'schedule') === undefined) return () => alpha;
        if (moment === undefined)
            return hasPositive(optimizer) ? () => NaN : (record, first) => record[first + rate];
        const second = place(moment.corrected);
        return (record, first) => record[first + rate] * (Math.sqrt(record[first + second]) + epsilon);
    }

    // A line computed here: value(record, first, alpha, before) of the quantities of each update.
    function derivedLine(optimizer, name, style, value) {
        const width = optimizer.quantities.length;
        const fill = (values, variable) => {
            const { record, count, x } = selected();
            const size = stepSizeOf(selected(), optimizer);
            values[0] = NaN;
            for (let t = 1, first = (2 + variable) * width; t < count; t++, first += 2 * width)
                values[t] = value(record, first, size(record, first), x[2 * t - 2 + variable]);
            return count;
        };
        return { name, style, from: 1, fill, isComputedHere: true, isLimited: style === 'raw' };
    }

    const descentLine = (optimizer) =>
        derivedLine(optimizer, '−α g', 'raw', (record, first, alpha) => -alpha * record[first]);

    function uncorrectedLine(optimizer) {
        const place = (name) => optimizer.quantities.findIndex((quantity) => quantity.name === name);
        const [m, v, shrunk] = [place('m'), place(correctedMoment(optimizer).raw), place('shrunk')];
        const epsilon = () => Number(setting(selected(), 'epsilon'));
        return derivedLine(optimizer, 'uncorrected', 'other', (record, first, alpha, before) => {
            const decay = shrunk < 0 ? 0 : record[first + shrunk] - before;
            return decay - (alpha * record[first + m]) / (Math.sqrt(record[first + v]) + epsilon());
        });
    }

    // ---- Rows: what the charts show

    function convergenceRow() {
        const { minimum, minimum_known: known } = explorer.summary;
        const sign = minimum < 0 ? '+' : '−';
        const offset = minimum === 0 ? '' : ` ${sign} ${number(Math.abs(minimum))}`;
        return {
            title: `convergence: f${known ? offset : ' − the lowest value found'}`,
            isLog: true, isWide: true, isQuiet: true,
            lines: explorer.searches.map((search, i) => excessLine(i)), describe: describeConvergence,
            level: () => explorer.summary.threshold - explorer.summary.minimum,
        };
    }

    function pointRow() {
        const lines = explorer.summary.minima.length > 0 ? [targetLine(), pointLine()] : [pointLine()];
        return { title: 'point', lines, describe: describePoint, isQuiet: true };
    }

    function groupRow(optimizer, group) {
        const styles = ['own', 'raw', 'other'];
        const lines = group.names.map((name, k) => quantityLine(optimizer, name, styles[group.names.length - 1 - k]));
        return { title: group.title, isLog: group.positive, lines, describe: describeGroup, group };
    }

    function stepRow(optimizer, uncorrected) {
        const lines = [stepLine()];
        if (optimizer.name !== 'gradient-descent') lines.unshift(descentLine(optimizer));
        if (uncorrected) lines.unshift(uncorrectedLine(optimizer));
        return { title: 'step', lines, describe: describeStep };
    }

    function rowsOf(optimizer, uncorrected) {
        const gradient = { ...quantityLine(optimizer, 'g', 'own'), name: 'g' };
        const rate = { ...quantityLine(optimizer, 'rate', 'own'), name: '' };
        return [
            convergenceRow(),
            pointRow(),
            { title: explorer.summary.noisy ? 'gradient, with noise' : 'gradient', lines: [gradient] },
            ...optimizer.groups.map((group) => groupRow(optimizer, group)),
            {
                title: 'effective step size', lines: [rate], isLog: hasPositive(optimizer),
            },
            stepRow(optimizer, uncorrected),
        ];
    }

    // ---- Descriptions, or null if a chart has nothing to point out; those of quiet rows repeat what the results say

    // As the report numbers them: iteration 0 leads to t = 1.
    const timeOf = (iteration) => `t = ${iteration + 1} (iteration ${iteration})`;

    function describeConvergence() {
        const threshold = number(explorer.summary.threshold);
        return explorer.searches.map((search) => {
            const first = search.first < 0 ? `stays at or above ${threshold}` :
                search.stays < 0 ? `is below ${threshold} first at ${timeOf(search.first)}, but not at the end` :
                    search.stays === search.first ? `is below ${threshold} from ${timeOf(search.first)} on` :
                        `is below ${threshold} first at ${timeOf(search.first)}, and stays below it from ` +
                            `${timeOf(search.stays)} on`;
            const end = search.end_text ? `; ${search.end_text}` : '';
            return `${search.label}: f ${first}${end}.`;
        }).join(' ');
    }

    // How far a variable goes beyond its value at the minimum, seen from the start.
    function overshoot(line, variable) {
        const target = targetOf(selected())[variable];
        const side = Math.sign(line.values[0] - target);
        let crossing = 0;
        let farthest = 0;
        for (let t = 1; t < line.count && side !== 0; t++) {
            const beyond = -side * (line.values[t] - target);
            if (beyond > 0 && crossing === 0) crossing = t;
            if (beyond > -side * (line.values[farthest] - target)) farthest = t;
        }
        if (crossing === 0) return `${variables[variable]} does not pass the minimum`;
        return `${variables[variable]} passes the minimum at t = ${crossing} and overshoots it by ` +
            `${number(Math.abs(line.values[farthest] - target))} at t = ${farthest}`;
    }

    function describePoint(chart) {
        if (explorer.summary.minima.length === 0) return null;
        return `${chart.panels.map((panel, v) => overshoot(panel.lines[1], v)).join('; ')}.`;
    }

    // What the first and the last value are.
    function describeLine(chart) {
        return chart.panels.map((panel, v) => {
            const line = panel.lines[panel.lines.length - 1];
            if (line.count < 2) return `${variables[v]}: no update`;
            return `${variables[v]}: ${number(line.values[1])} at t = 1, ${number(line.values[line.count - 1])} at ` +
                `t = ${line.count - 1}`;
        }).join('; ') + '.';
    }

    // "m̂ is 5 times m at t = 1 and 1.12 times at t = 10"
    function describeGroup(chart) {
        const { group, panels } = chart;
        const hat = group.names.findIndex((name) => name.endsWith('hat'));
        if (hat < 1 || panels[0].lines[hat].count < 2) return null;
        const [raw, corrected] = [panels[0].lines[hat - 1], panels[0].lines[hat]];
        const ratio = (t) => number(corrected.values[t] / raw.values[t], 4);
        const later = Math.min(10, raw.count - 1);
        const first = `${corrected.name} is ${ratio(1)} times ${raw.name} at t = 1`;
        if (raw.values[1] === 0 || (corrected.name === 'm̂' && selected().optimizer === 'nadam')) return null;
        return later < 2 ? `${first}.` : `${first} and ${ratio(later)} times at t = ${later}.`;
    }

    function describeStep(chart) {
        const uncorrected = chart.panels[0].lines.find((line) => line.name === 'uncorrected');
        if (uncorrected === undefined || uncorrected.count < 2) return null;
        const taken = chart.panels[0].lines[chart.panels[0].lines.length - 1];
        const ratio = (t) => number(uncorrected.values[t] / taken.values[t], 3);
        const later = Math.min(10, taken.count - 1);
        return `Without bias correction, the step in x₁ would be about ${ratio(1)} times as long at t = 1` +
            (later < 2 ? '.' : ` and ${ratio(later)} times at t = ${later}.`);
    }

    // ---- Axes

    const superscripts = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
    const power = (exponent) => `10${[...String(exponent)].map((digit) => superscripts[digit]).join('')}`;

    // The largest of 1, 2, 5, 10, ... times a power of ten that is at least `least`.
    function niceStep(least) {
        const unit = 10 ** Math.floor(Math.log10(least));
        return unit * [1, 2, 5, 10].find((factor) => factor * unit >= least * (1 - 1e-9));
    }

    // Round numbers as short as possible: 0.25, −2e−5.
    function tickText(value, isScientific) {
        const size = Math.abs(value);
        const sign = value < 0 ? '−' : '';
        if (size === 0) return '0';
        if (!isScientific) return sign + String(Number(size.toPrecision(6)));
        const exponent = Math.floor(Math.log10(size) + 1e-9);
        const factor = Number((size / 10 ** exponent).toPrecision(3));
        return `${sign}${factor}e${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`;
    }

    function linearTicks(low, high, most) {
        const step = niceStep((high - low) / most);
        const isScientific = step < 0.999e-4 || Math.max(-low, high) >= 1e5;
        const ticks = [];
        for (let i = Math.ceil(low / step - 1e-9); i <= high / step + 1e-9; i++)
            ticks.push({ place: i * step, text: tickText(i * step, isScientific) });
        const isDistinct = new Set(ticks.map(({ text }) => text)).size === ticks.length;
        return isDistinct ? ticks : differenceTicks(ticks, step);
    }

    // Values that have too many digits in common: the lowest is rounded, the others are relative to it: ≈−0.166, +2e−5.
    function differenceTicks([lowest, ...others], step) {
        const size = Math.abs(lowest.place);
        const isScientific = size < 1e-3 || size >= 1e5;
        const rounded = Number(lowest.place.toPrecision(isScientific ? 2 : 3));
        const difference = (i) => (i + 1) * step;
        const isSmall = step < 0.999e-4 || difference(others.length) >= 1e5;
        return [{ ...lowest, text: `≈${tickText(rounded, isScientific)}` },
            ...others.map(({ place }, i) => ({ place, text: `+${tickText(difference(i), isSmall)}` }))];
    }

    // Powers of ten, or if these are few, also their multiples by 2 and 5; places are logarithms.
    function powerTicks(low, high, most) {
        const step = Math.max(1, niceStep((high - low) / most));
        const factors = step === 1 && (high - low) * 3 <= most ? [1, 2, 5] : [1];
        const ticks = [];
        for (let exponent = Math.floor(low / step) * step; exponent <= high; exponent += step)
            for (const factor of factors) {
                const place = exponent + Math.log10(factor);
                if (place >= low && place <= high)
                    ticks.push({ place, text: (factor === 1 ? '' : `${factor}·`) + power(exponent) });
            }
        return ticks;
    }

    // The updates that are shown: of { low, high, isLog }.
    function timeTicks(times, width) {
        const { low, high, isLog } = times;
        if (!isLog) {
            const step = Math.max(1, niceStep((high - low) / Math.max(1, Math.floor(width / 48))));
            const ticks = [];
            for (let t = Math.ceil(low / step) * step; t <= high; t += step) ticks.push({ place: t, text: String(t) });
            return ticks;
        }
        const isWide = width / Math.log10(Math.max(2, high)) >= 90;
        const ticks = [];
        for (let unit = 1; unit <= high; unit *= 10)
            for (const factor of isWide ? [1, 2, 5] : [1])
                if (factor * unit <= high) ticks.push({ place: factor * unit, text: String(factor * unit) });
        return ticks;
    }

    // ---- Curves

    // The path of a curve: points within the tolerance of a line through others are left out.
    class CurveWriter {
        constructor() {
            this.begin();
        }

        begin() {
            this.text = '';
            this.state = 0; // 0: no point, 1: one point, 2: one point and a pending one
            this.x = this.y = this.fromX = this.fromY = 0;
            this.low = this.high = 0.5; // of the slopes of lines that pass all points left out
        }

        lift() {
            this.flush();
            this.state = 0;
        }

        flush() {
            if (this.state === 2) this.text += `l${this.x - this.fromX} ${this.y - this.fromY}`;
        }

        add(x, y) {
            if (this.state === 0) {
                this.text += `M${x} ${y}`;
                this.fromX = x;
                this.fromY = y;
                this.state = 1;
                return;
            }
            if (this.state === 2) {
                const width = x - this.fromX;
                if (this.x > this.fromX && y - this.fromY >= this.low * width && y - this.fromY <= this.high * width) {
                    this.low = Math.max(this.low, (y - TOLERANCE - this.fromY) / width);
                    this.high = Math.min(this.high, (y + TOLERANCE - this.fromY) / width);
                    this.x = x;
                    this.y = y;
                    return;
                }
                this.flush();
                this.fromX = this.x;
                this.fromY = this.y;
            }
            this.x = x;
            this.y = y;
            this.low = (y - TOLERANCE - this.fromY) / (x - this.fromX);
            this.high = (y + TOLERANCE - this.fromY) / (x - this.fromX);
            this.state = 2;
        }
    }

    const writer = new CurveWriter();

    function addPoint(x, y) {
        const high = UNITS * y;
        writer.add(Math.round(UNITS * x), high > FARTHEST ? FARTHEST : high < -FARTHEST ? -FARTHEST : Math.round(high));
    }

    // The curve through the points (x[t], y[t]) in pixels. Of points in the same column of pixels: the first, the
    // lowest, the highest and the last one, in order.
    function curveOf(x, y, from, to) {
        writer.begin();
        for (let t = from; t <= to;) {
            const right = Math.floor(x[t]) + 1;
            let least = t;
            let most = t;
            let end = t + 1;
            for (; end <= to && x[end] < right && y[end] === y[end]; end++) { // not NaN
                if (y[end] < y[least]) least = end;
                if (y[end] > y[most]) most = end;
            }
            const last = end - 1;
            const [one, two] = least < most ? [least, most] : [most, least];
            if (Number.isNaN(y[t])) writer.lift();
            else addPoint(x[t], y[t]);
            if (one > t && one < last) addPoint(x[one], y[one]);
            if (two > t && two < last && two > one) addPoint(x[two], y[two]);
            if (last > t) addPoint(x[last], y[last]);
            t = end;
        }
        writer.lift();
        return writer.text;
    }

    // A dot for each point, where they are far enough apart.
    function dotsOf(x, y, from, to) {
        let text = '';
        if (to <= from || x[to] - x[to - 1] < 7) return text;
        for (let t = from; t <= to; t++)
            if (!Number.isNaN(y[t]) && Math.abs(y[t]) < FARTHEST / UNITS)
                text += `M${Math.round(UNITS * x[t])} ${Math.round(UNITS * y[t])}h0`;
        return text;
    }

    // ---- A panel: a plot with the lines of one variable

    class Panel {
        constructor(chart, variable) {
            this.chart = chart;
            this.variable = variable;
            this.lines = chart.row.lines.map((line) => ({ ...line, values: new Float64Array(0), count: 0 }));
            this.build();
        }

        build() {
            const part = (name, className) => drawing(name, { class: className });
            this.grid = part('path', 'grid');
            this.zero = part('path', 'zero');
            this.level = part('path', 'level');
            this.time = part('path', 'time');
            this.reading = part('path', 'reading');
            this.labels = part('g', 'labels');
            this.curves = drawing('g', { transform: `scale(${1 / UNITS})` });
            this.inner = drawing('svg', { x: margin.left, y: margin.top }, this.level, this.curves);
            this.marks = drawing('g');
            this.svg = drawing('svg', { class: 'plot', 'aria-hidden': 'true', preserveAspectRatio: 'xMinYMin' },
                this.grid, this.zero, this.time, this.reading, this.inner, this.marks, this.labels);
            for (const line of this.lines) this.buildLine(line);
            this.root = element('div', { class: 'panel' }, this.buildLegend(), this.svg);
        }

        buildLine(line) {
            const paint = (node) => {
                if (line.style === 'series') node.style.color = `var(--path-${line.series + 1})`;
                return node;
            };
            const name = `${line.style}${line.style === 'series' ? ` series-${line.series + 1}` : ''}`;
            line.curve = paint(drawing('path', { class: `curve ${name}` }));
            line.dots = paint(drawing('path', { class: `dots ${name}` }));
            line.mark = paint(drawing('circle', { class: `mark ${name}`, r: 3.5 }));
            line.sample = paint(drawing('svg', { class: 'sample', viewBox: '0 0 22 8', 'aria-hidden': 'true' },
                drawing('path', { class: `curve ${name}`, d: 'M0 4h22' })));
            line.shown = element('span', { class: 'value' });
            this.curves.append(line.curve, line.dots);
            this.marks.append(line.mark);
        }

        buildLegend() {
            const legend = element('div', { class: 'legend' });
            const { isWide } = this.chart.row;
            if (!isWide) legend.append(element('span', { class: 'variable', text: variables[this.variable] }));
            for (const line of isWide ? this.lines : [...this.lines].reverse()) {
                line.named = element('span', { text: line.name, hidden: !isWide && line.name === '' });
                legend.append(element('span', { class: 'key' }, line.sample, line.named, line.shown));
            }
            if (isWide) {
                const sample = drawing('svg', { class: 'sample', viewBox: '0 0 22 8', 'aria-hidden': 'true' },
                    drawing('path', { class: 'level', d: 'M0 4h22' }));
                this.levelShown = element('span', { class: 'value' });
                this.levelKey = element('span', { class: 'key' }, sample, element('span', { text: 'tolerance' }), this.levelShown);
                legend.append(this.levelKey);
            }
            return legend;
        }

        measure() {
            this.width = this.svg.clientWidth - margin.left - margin.right;
            this.height = this.svg.clientHeight - margin.top - margin.bottom;
            // In print, the drawing is scaled.
            this.svg.setAttribute('viewBox', `0 0 ${this.svg.clientWidth} ${this.svg.clientHeight}`);
            this.inner.setAttribute('width', Math.max(0, this.width));
            this.inner.setAttribute('height', Math.max(0, this.height));
        }

        // Reads the values, which later updates of the page may no longer find in the module.
        readLines() {
            const capacity = explorer.last + 1;
            for (const line of this.lines) {
                if (line.values.length < capacity) {
                    line.values = new Float64Array(capacity);
                    line.y = new Float64Array(capacity);
                }
                line.count = line.fill(line.values, this.variable);
            }
        }

        // The positions of the updates, in pixels.
        placeTimes(times) {
            const last = times.high;
            const key = `${times.low} ${last} ${times.isLog} ${this.width}`;
            if (this.placedFor === key) return;
            this.placedFor = key;
            if (this.x === undefined || this.x.length <= last) this.x = new Float64Array(last + 1);
            for (let t = times.low; t <= last; t++) this.x[t] = this.placeOfTime(times, t);
        }

        placeOfTime(times, t) {
            const part = times.isLog ? Math.log10(t) / Math.log10(Math.max(2, times.high)) :
                (t - times.low) / Math.max(1, times.high - times.low);
            return INSET + part * (this.width - 2 * INSET);
        }

        timeAt(times, x) {
            const part = Math.min(1, Math.max(0, (x - margin.left - INSET) / (this.width - 2 * INSET)));
            const t = times.isLog ? Math.max(2, times.high) ** part : times.low + part * (times.high - times.low);
            return Math.min(times.high, Math.max(times.low, Math.round(t)));
        }

        // Computes the lines' places on the axis, in line.y, and their range.
        findRange(times) {
            const range = { low: Infinity, high: -Infinity };
            const main = { low: Infinity, high: -Infinity };
            for (const line of this.lines) this.include(line.isLimited ? range : main, this.placeLine(line, times));
            return this.spaced(this.limited(main, range));
        }

        placeLine({ values, y, from, count }, times) {
            const { isLog } = this.chart.row;
            const end = Math.min(count, times.high + 1);
            let low = Infinity;
            let high = -Infinity;
            for (let t = Math.max(times.low, from); t < end; t++) {
                const value = isLog ? Math.log10(values[t]) : values[t];
                y[t] = value - value === 0 ? value : NaN; // finite
                if (value < low && value > -Infinity) low = value;
                if (value > high && value < Infinity) high = value;
            }
            return { low, high };
        }

        include(range, other) {
            range.low = Math.min(range.low, other.low);
            range.high = Math.max(range.high, other.high);
        }

        // The main lines remain visible whatever the others do.
        limited(main, others) {
            const most = this.chart.row.isLog ? Infinity : 2.5 * Math.max(-main.low, main.high);
            const level = this.levelPlace();
            const range = {
                low: Math.min(main.low, Math.max(others.low, -most)),
                high: Math.max(main.high, Math.min(others.high, most)),
            };
            if (!Number.isNaN(level)) this.include(range, { low: level, high: level });
            return range;
        }

        levelPlace() {
            const level = this.chart.row.level?.() ?? NaN;
            return level > 0 ? Math.log10(level) : NaN;
        }

        spaced({ low, high }) {
            if (!(low <= high)) return this.chart.row.isLog ? { low: 0, high: LEAST_DECADES } : { low: -1, high: 1 };
            const size = Math.max(Math.abs(low), Math.abs(high));
            let space = SPACE * Math.min(high - low, 1e307);
            if (this.chart.row.isLog) space = Math.max(space, 0.5 * (LEAST_DECADES - (high - low)));
            else if (high - low <= 1e-9 * size) space = size > 1e-300 ? 0.1 * size : 1;
            return this.rounded(Math.max(-1e307, low - space), Math.min(1e307, high + space));
        }

        // To multiples of a step, so that the axis rests while values change a little.
        rounded(low, high) {
            const step = this.chart.row.isLog ? 0.25 : niceStep((high - low) / 12);
            return { low: step * Math.floor(low / step), high: step * Math.ceil(high / step) };
        }

        placeOf(place) {
            return ((this.range.high - place) / (this.range.high - this.range.low)) * this.height;
        }

        draw(times) {
            if (!(this.width > 0)) return;
            this.readLines();
            this.placeTimes(times);
            this.range = this.findRange(times);
            const { low, high } = this.range;
            const scale = this.height / (high - low);
            for (const line of this.lines) {
                const { y } = line;
                if (line.style === 'series') this.rename(line);
                const from = Math.max(times.low, line.from);
                const to = Math.min(line.count - 1, times.high);
                for (let t = from; t <= to; t++) y[t] = (high - y[t]) * scale;
                this.setPath(line.curve, curveOf(this.x, y, from, to));
                this.setPath(line.dots, dotsOf(this.x, y, from, to));
            }
            this.drawAxes(times);
        }

        // The label of an optimizer contains settings that differ.
        rename(line) {
            line.name = explorer.searches[line.series].label;
            setText(line.named, line.name);
        }

        setPath(path, text) {
            if (path.drawn === text) return;
            path.drawn = text;
            path.setAttribute('d', text);
        }

        drawAxes(times) {
            const key = `${this.range.low} ${this.range.high} ${this.placedFor} ${this.height}`;
            if (this.axesFor !== key) this.drawGrid(times);
            this.axesFor = key;
            this.drawLevel();
        }

        drawGrid(times) {
            const most = Math.max(2, Math.floor(this.height / (this.chart.row.isLog ? 18 : 26)));
            const { low, high } = this.range;
            const ticks = (this.chart.row.isLog ? powerTicks : linearTicks)(low, high, most)
                .map((tick) => ({ text: tick.text, y: Math.round(this.placeOf(tick.place)) + 0.5, place: tick.place }));
            const columns = timeTicks(times, this.width)
                .map((tick) => ({ text: tick.text, x: Math.round(this.placeOfTime(times, tick.place)) + 0.5 }));
            const mostRight = (text) => this.width + margin.right - 3.6 * text.length;
            const { left, top, bottom } = margin;
            const floor = top + this.height;
            this.setPath(this.grid, ticks.map(({ y }) => `M${left} ${top + y}h${this.width}`).join('') +
                columns.map(({ x }) => `M${left + x} ${top}v${this.height}`).join(''));
            const zero = this.chart.row.isLog ? undefined : ticks.find((tick) => tick.place === 0);
            this.setPath(this.zero, `M${left} ${top}v${this.height}h${this.width}` +
                (zero === undefined ? '' : `M${left} ${top + zero.y}h${this.width}`));
            this.setLabels([
                ...ticks.map(({ text, y }) => ({ text, x: left - 6, y: top + y + 3.5, anchor: 'end' })),
                ...columns.map(({ text, x }) => ({
                    text, x: left + Math.min(x, mostRight(text)), y: floor + bottom - 5, anchor: 'middle',
                })),
            ]);
        }

        drawLevel() {
            const level = this.levelPlace();
            const y = Number.isNaN(level) ? 0 : this.placeOf(level);
            this.setPath(this.level, Number.isNaN(level) ? '' : `M0 ${y.toFixed(1)}h${this.width}`);
            if (this.levelKey === undefined) return;
            this.levelKey.hidden = Number.isNaN(level);
            const { minimum_known: known, threshold } = explorer.summary;
            setText(this.levelShown, known ? number(this.chart.row.level()) : `f < ${number(threshold)}`);
        }

        // Reuses the texts of earlier labels.
        setLabels(labels) {
            while (this.labels.childNodes.length > labels.length) this.labels.lastChild.remove();
            labels.forEach(({ text, x, y, anchor }, k) => {
                const node = this.labels.childNodes[k] ?? this.labels.appendChild(drawing('text'));
                const key = `${x} ${y} ${anchor}`;
                setText(node, text);
                if (node.key === key) return;
                node.key = key;
                node.setAttribute('x', x);
                node.setAttribute('y', y);
                node.setAttribute('text-anchor', anchor);
            });
        }

        // Moves the line of the current t, that of the reading, and the marks, and writes the values of the reading.
        show(times, t, reading) {
            if (this.range === undefined) return;
            this.drawTime(this.time, times, t);
            this.drawTime(this.reading, times, reading === t ? NaN : reading);
            for (const line of this.lines) {
                const at = line.style === 'series' ? reading : Math.min(reading, line.count - 1);
                this.showMark(line, times, at);
                const value = at >= line.from && at < line.count ? line.values[at] : NaN;
                const text = line.isComputedHere && !Number.isNaN(value) ? `≈ ${number(value, 3)}` : number(value, 4);
                setText(line.shown, text);
            }
        }

        drawTime(path, times, t) {
            const isShown = t >= times.low && t <= times.high;
            const x = isShown ? (margin.left + this.placeOfTime(times, t)).toFixed(1) : '';
            this.setPath(path, isShown ? `M${x} ${margin.top}v${this.height}` : '');
        }

        showMark(line, times, t) {
            const y = t >= Math.max(times.low, line.from) && t <= times.high && t < line.count ? line.y[t] : NaN;
            const isShown = y >= -1 && y <= this.height + 1;
            const [left, top] = isShown ? [margin.left + this.x[t], margin.top + y] : [-99, -99];
            const place = `translate(${left.toFixed(1)} ${top.toFixed(1)})`;
            if (line.mark.place === place) return;
            line.mark.place = place;
            line.mark.setAttribute('transform', place);
        }
    }

    // ---- A chart: the panels of a row

    class Chart {
        static made = 0;

        constructor(charts, row) {
            this.charts = charts;
            this.row = row;
            this.group = row.group;
            this.panels = (row.isWide ? [0] : [0, 1]).map((variable) => new Panel(this, variable));
            this.build();
            this.listen();
        }

        build() {
            const id = `chart-text-${Chart.made++}`;
            this.at = element('span', { class: 'at' });
            this.text = element('p', { class: 'hint', id });
            this.slider = element('div', {
                class: 'chart-body', role: 'slider', tabindex: 0, 'aria-label': `Chart: ${this.row.title}`,
                'aria-describedby': id, 'aria-valuemin': 0, 'aria-valuenow': 0, 'aria-valuemax': 0,
            }, element('div', { class: 'chart-title' }, element('b', { text: this.row.title }), this.at),
            element('div', { class: 'panels' }, ...this.panels.map((panel) => panel.root)));
            this.root = element('div', { class: this.row.isWide ? 'chart wide' : 'chart' }, this.slider, this.text);
        }

        listen() {
            for (const panel of this.panels) {
                const time = (event) =>
                    panel.timeAt(this.charts.times, event.clientX - panel.svg.getBoundingClientRect().left);
                panel.svg.addEventListener('pointerdown', (event) => {
                    if (event.button !== 0) return;
                    panel.svg.setPointerCapture(event.pointerId);
                    explorer.setTime(time(event));
                });
                panel.svg.addEventListener('pointermove', (event) => {
                    if (panel.svg.hasPointerCapture(event.pointerId)) explorer.setTime(time(event));
                    this.charts.read(time(event));
                });
                panel.svg.addEventListener('pointerleave', () => this.charts.read(null));
            }
            this.slider.addEventListener('keydown', (event) => this.key(event));
            this.slider.addEventListener('focus', () => this.tell());
            this.slider.addEventListener('blur', () => this.charts.read(null));
        }

        key(event) {
            const { times, reading } = this.charts;
            const leap = Math.max(1, Math.round((times.high - times.low) / 10));
            const moves = {
                ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -leap, PageUp: leap,
                Home: -Infinity, End: Infinity,
            };
            const move = moves[event.key] * (event.shiftKey ? 10 : 1);
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key in moves)
                this.charts.read(Math.min(times.high, Math.max(times.low, reading + move)));
            else if (event.key === 'Enter') explorer.setTime(reading);
            else if (event.key === 'Escape') this.charts.read(null);
            else return;
            event.preventDefault();
        }

        draw(times) {
            this.isStale = false;
            for (const panel of this.panels) panel.draw(times);
            this.setLimit('aria-valuemin', times.low);
            this.setLimit('aria-valuemax', times.high);
        }

        setLimit(name, t) {
            if (this[name] !== t) this.slider.setAttribute(name, t);
            this[name] = t;
        }

        show(times, t, reading) {
            for (const panel of this.panels) panel.show(times, t, reading);
            setText(this.at, `t = ${reading}`);
            if (document.activeElement === this.slider) this.tell();
        }

        // What a screen reader says of the slider.
        tell() {
            const { times, reading } = this.charts;
            this.slider.setAttribute('aria-valuenow', Math.min(times.high, Math.max(times.low, reading)));
            this.slider.setAttribute('aria-valuetext', this.valueText(reading));
        }

        valueText(reading) {
            const values = this.panels.map((panel) => {
                const texts = panel.lines.map((line) => `${line.name} ${line.shown.textContent}`).reverse();
                return `${this.row.isWide ? '' : `${variables[panel.variable]}: `}${texts.join(', ')}`;
            });
            return `t = ${reading}; ${values.join('; ')}`;
        }

        describe() {
            const text = this.row.describe?.(this) ?? null;
            this.text.classList.toggle('unseen', text === null || this.row.isQuiet === true);
            setText(this.text, text ?? describeLine(this));
        }
    }

    // ---- All charts

    class Charts {
        constructor(section) {
            this.section = section;
            this.axis = 'all';
            this.uncorrected = false;
            this.reading = explorer.t;
            this.isReading = false;
            this.seen = new Set();
            this.charts = [];
            this.grid = element('div', { class: 'chart-grid' });
            section.append(this.buildOptions(), this.grid);
            this.observer = new IntersectionObserver((entries) => this.sight(entries), { rootMargin: '50px 0px' });
            new ResizeObserver(() => this.resize()).observe(this.grid);
            this.listen();
            this.results();
        }

        buildOptions() {
            const axis = (value, text) => element('label', {}, element('input', {
                type: 'radio', name: 'time-axis', value, checked: value === this.axis,
                change: () => { this.axis = value; this.drawAll(); },
            }), text);
            this.correction = element('label', { class: 'correction' }, element('input', {
                type: 'checkbox', change: (event) => { this.uncorrected = event.target.checked; this.results(); },
            }), ' Step without bias correction');
            const key = (text) => element('kbd', { text });
            return element('div', { class: 'chart-options' },
                element('fieldset', { class: 'choice' }, element('legend', { text: 'Axis of t' }),
                    axis('all', 'All updates'), axis('first', `First ${FIRST_UPDATES}`), axis('log', 'Logarithmic')),
                this.correction,
                element('p', { class: 'hint' },
                    'Point at a chart to see the values of an update; click to go to it. Keys: ', key('←'),
                    ' ', key('→'), ' ', key('Enter'), '.'));
        }

        listen() {
            explorer.on('results', () => this.results());
            explorer.on('select', () => this.results());
            explorer.on('time', () => this.read(this.isReading ? this.reading : null));
            addEventListener('beforeprint', () => this.catchUp());
        }

        // Draws what has come into sight.
        sight(entries) {
            for (const { target, isIntersecting } of entries) this.seen[isIntersecting ? 'add' : 'delete'](target);
            for (const chart of this.charts) if (chart.isStale && this.seen.has(chart.root)) this.drawChart(chart);
        }

        resize() {
            const width = this.grid.clientWidth;
            if (width === this.width) return;
            this.width = width;
            this.measure();
            this.drawAll();
        }

        measure() {
            for (const chart of this.charts) for (const panel of chart.panels) panel.measure();
        }

        findTimes() {
            const last = explorer.last;
            const high = Math.max(1, this.axis === 'first' ? Math.min(FIRST_UPDATES, last) : last);
            this.times = { low: this.axis === 'log' ? 1 : 0, high, isLog: this.axis === 'log' };
        }

        results() {
            const optimizer = explorer.optimizerOf(selected().optimizer);
            const { minimum, minimum_known: known, noisy, minima } = explorer.summary;
            const uncorrected = this.uncorrected && canUncorrect(optimizer);
            const schedule = setting(selected(), 'schedule');
            const key = JSON.stringify([optimizer.name, schedule, uncorrected, known ? minimum : null, noisy,
                minima.length > 0, explorer.searches.length]);
            this.section.style.setProperty('--own', `var(--path-${explorer.selected + 1})`);
            if (this.builtFor !== key) this.build(key, optimizer, uncorrected);
            if (!this.isReading) this.reading = explorer.t;
            this.reading = Math.min(this.reading, explorer.last);
            this.drawAll();
        }

        build(key, optimizer, uncorrected) {
            this.builtFor = key;
            this.correction.hidden = !canUncorrect(optimizer);
            this.observer.disconnect();
            this.seen.clear();
            this.charts = rowsOf(optimizer, uncorrected).map((row) => new Chart(this, row));
            this.grid.classList.toggle('odd', this.charts.length % 2 === 1);
            this.grid.replaceChildren(...this.charts.map((chart) => chart.root));
            for (const chart of this.charts) this.observer.observe(chart.root);
            this.measure();
        }

        // Draws at once what is in sight; the rest and the descriptions follow.
        drawAll() {
            this.findTimes();
            for (const chart of this.charts) {
                chart.isStale = true;
                if (this.seen.has(chart.root)) this.drawChart(chart);
            }
            this.timer ??= setTimeout(() => this.catchUp(), DELAY);
        }

        drawChart(chart) {
            chart.draw(this.times);
            chart.show(this.times, explorer.t, this.reading);
        }

        catchUp() {
            clearTimeout(this.timer);
            this.timer = undefined;
            for (const chart of this.charts) {
                if (chart.isStale) this.drawChart(chart);
                chart.describe();
                chart.tell();
            }
        }

        // Shows the values of an update, or of the current one.
        read(t) {
            this.isReading = t !== null;
            this.reading = t ?? explorer.t;
            for (const chart of this.charts) if (!chart.isStale) chart.show(this.times, explorer.t, this.reading);
        }
    }

    explorer.parts.push(() => {
        new Charts(document.getElementById('charts'));
    });
})();
