// Time of the page explore.html: the bar that moves it, the numbers of the current update, and the rule with these
// numbers in it.

(() => {
    'use strict';

    const { element } = explorer;
    const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

    // A symbol of 16 by 16 units.
    function icon(path) {
        const space = 'http://www.w3.org/2000/svg';
        const image = document.createElementNS(space, 'svg');
        const shape = document.createElementNS(space, 'path');
        image.setAttribute('viewBox', '0 0 16 16');
        image.setAttribute('aria-hidden', 'true');
        shape.setAttribute('d', path);
        image.append(shape);
        return image;
    }

    // Sets the text of a node without other contents; changes nothing if it is the same.
    function setText(node, text) {
        if (node.shown === text) return;
        node.shown = text;
        if (node.firstChild === null) node.textContent = text;
        else node.firstChild.data = text;
    }

    // The program's number, with minus signs.
    const number = (value, digits = 6) => explorer.module.number(value, digits).replaceAll('-', '−');


    // ---- The bar

    const icons = {
        first: 'M2 3h2v10H2zM14 3v10L5 8z',
        back: 'M11 3v10L3 8zM12 3h2v10h-2z',
        play: 'M4 2.5v11L13.5 8z',
        pause: 'M3.5 3h3v10h-3zM9.5 3h3v10h-3z',
        forward: 'M5 3v10l8-5zM2 3h2v10H2z',
        last: 'M12 3h2v10h-2zM2 3v10l9-5z',
    };

    class TimeBar {
        static speeds = [1, 2, 5, 10, 20, 50, 100, 500]; // updates per second

        constructor(section) {
            this.playing = false;
            this.speed = reducedMotion.matches ? 2 : 10;
            this.build(section);
            this.listen();
            this.show();
        }

        build(section) {
            this.button = this.buildButton('play', 'Play', () => (this.playing ? this.pause() : this.play()));
            this.range = element('input', {
                type: 'range', min: 0, step: 1, 'aria-label': 'Update t',
                input: () => { this.pause(); explorer.setTime(Number(this.range.value)); },
            });
            this.shown = element('span', { class: 'now' });
            this.of = element('span', { class: 'of' });
            const move = (name, label, time) => this.buildButton(name, label, () => this.move(time()));
            this.bar = element('div', { class: 'time-bar', role: 'group', 'aria-label': 'Time' },
                element('div', { class: 'time-buttons' },
                    move('first', 'First', () => 0), move('back', 'One update back', () => explorer.t - 1),
                    this.button,
                    move('forward', 'One update forward', () => explorer.t + 1),
                    move('last', 'Last', () => explorer.last)),
                this.range,
                element('p', { class: 'time-shown' }, element('i', { text: 't' }), ' = ', this.shown, ' of ', this.of),
                this.buildSpeed());
            section.append(this.bar, this.buildHint());
        }

        buildButton(name, label, action) {
            const button = element('button', { type: 'button', 'aria-label': label, title: label, click: action },
                icon(icons[name]));
            button.classList.add(name);
            return button;
        }

        buildSpeed() {
            return element('select', {
                class: 'speed', 'aria-label': 'Speed, in updates per second', title: 'Updates per second',
                change: (event) => this.setSpeed(Number(event.target.value)),
            }, ...TimeBar.speeds.map((speed) => element('option', {
                value: speed, selected: speed === this.speed, text: `${speed} per s`,
            })));
        }

        buildHint() {
            const key = (text) => element('kbd', { text });
            return element('p', { class: 'hint' }, 'Keys in this bar: ', key('Space'), ' play or pause, ', key('←'),
                ' ', key('→'), ' one update, ', key('Home'), ' ', key('End'), ' first, last.');
        }

        listen() {
            this.bar.addEventListener('keydown', (event) => this.key(event));
            explorer.on('time', () => this.show());
            explorer.on('results', () => this.show());
        }

        key(event) {
            const moves = {
                ArrowLeft: () => explorer.t - 1, ArrowRight: () => explorer.t + 1,
                Home: () => 0, End: () => explorer.last,
            };
            const inRange = event.target === this.range;
            if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === 'SELECT') return;
            if (event.key === ' ' && inRange) this.button.click();
            else if (event.key in moves && !inRange) this.move(moves[event.key]());
            else return;
            event.preventDefault();
        }

        move(time) {
            this.pause();
            explorer.setTime(time);
        }

        describe() {
            const search = explorer.searches[explorer.selected];
            const t = Math.min(explorer.t, search.count - 1);
            return `t = ${t} of ${explorer.last}: ${search.label} at (${number(search.x[2 * t])}, ` +
                `${number(search.x[2 * t + 1])}), f = ${number(search.f[t])}`;
        }

        play() {
            if (explorer.t >= explorer.last) explorer.setTime(0);
            this.setPlaying(true);
            this.begin();
            requestAnimationFrame((now) => this.frame(now));
        }

        pause() {
            if (this.playing) this.setPlaying(false);
        }

        setPlaying(playing) {
            const label = playing ? 'Pause' : 'Play';
            this.playing = playing;
            this.button.setAttribute('aria-label', label);
            this.button.title = label;
            this.button.replaceChildren(icon(playing ? icons.pause : icons.play));
        }

        setSpeed(speed) {
            this.speed = speed;
            this.begin();
        }

        // From here on, updates are counted.
        begin() {
            this.since = performance.now();
            this.from = this.reached = explorer.t;
        }

        frame(now) {
            if (!this.playing) return;
            if (explorer.t !== this.reached) this.begin(); // moved by something else
            const t = this.from + Math.floor((Math.max(0, now - this.since) * this.speed) / 1000);
            if (t > explorer.t) explorer.setTime(t);
            this.reached = explorer.t;
            if (explorer.t >= explorer.last) this.setPlaying(false);
            else requestAnimationFrame((next) => this.frame(next));
        }

        show() {
            const last = explorer.last;
            if (Number(this.range.max) !== last) this.range.max = last;
            this.range.value = explorer.t;
            this.range.setAttribute('aria-valuetext', this.describe());
            setText(this.shown, String(explorer.t));
            setText(this.of, String(last));
            this.shown.style.minWidth = `${String(last).length}ch`;
        }
    }

    // ---- The update that is shown

    // The selected search and its update; after its end, its last one.
    function current() {
        const search = explorer.searches[explorer.selected];
        return { search, t: Math.min(explorer.t, search.count - 1), optimizer: explorer.optimizerOf(search.optimizer) };
    }

    // What has to be said about the update, or nothing.
    function noticeOf({ search, t }) {
        if (search.count === 1) return `${search.label} has no update: ${search.end_text}.`;
        if (explorer.t >= search.count)
            return `${search.label} has no update t = ${explorer.t}: ${search.end_text || 'the search has ended'}. ` +
                `The following is its last update, t = ${t}.`;
        return t === 0 ? 'No update yet: t = 0 is the starting point, and all states are 0.' : '';
    }

    // ---- The numbers

    // Quantities in the order in which the rule computes them; the effective step size is the last one.
    function inOrderOfRule(optimizer) {
        const line = (quantity) => optimizer.rule.findIndex((text) => text.split(' ')[0] === quantity.symbol);
        const place = (quantity) => (quantity.name === 'g' ? -1 : quantity.name === 'rate' ? Infinity : line(quantity));
        return [...optimizer.quantities].sort((a, b) => place(a) - place(b));
    }

    function meaningOf(optimizer, quantity) {
        const group = optimizer.groups.find((one) => one.names.includes(quantity.name));
        if (quantity.name === 'g') return explorer.summary.noisy ? 'gradient, with noise' : 'gradient';
        if (quantity.name === 'rate') return 'effective step size';
        if (quantity.symbol === 'x') return 'after weight decay';
        if (group === undefined) return '';
        return quantity.name.endsWith('hat') ? `${group.title}, corrected` : group.title;
    }

    class Numbers {
        constructor(section) {
            this.digits = 6;
            this.choice = element('fieldset', { class: 'choice' });
            this.body = element('tbody');
            const heads = ['x₁', 'x₂'].map((text) => element('th', { scope: 'col', text }));
            this.caption = element('caption');
            this.table = element('table', {}, this.caption,
                element('thead', {}, element('tr', {}, element('td'), ...heads)), this.body);
            this.scroll = element('div', { class: 'scroll' }, this.table);
            section.append(this.choice, this.scroll, this.buildDigits());
            this.listen();
            this.results();
        }

        buildDigits() {
            return element('label', { class: 'digits' }, element('input', {
                type: 'checkbox', change: (event) => { this.setDigits(event.target.checked ? 17 : 6); },
            }), ' All 17 digits');
        }

        // With all digits, the table may be wider than its place, and is then scrolled by keys, too.
        setDigits(digits) {
            this.digits = digits;
            this.table.classList.toggle('long', digits > 6);
            if (digits > 6) {
                this.scroll.tabIndex = 0;
                this.scroll.setAttribute('role', 'group');
                this.scroll.setAttribute('aria-label', 'Numbers with 17 digits');
            } else {
                for (const name of ['tabindex', 'role', 'aria-label']) this.scroll.removeAttribute(name);
            }
            this.show();
        }

        listen() {
            explorer.on('time', () => this.show());
            explorer.on('results', () => this.results());
            explorer.on('select', () => this.results());
        }

        results() {
            this.buildChoice();
            this.buildRows();
            this.show();
        }

        buildChoice() {
            const labels = explorer.searches.map((search) => search.label);
            const key = labels.join('\n');
            this.choice.hidden = labels.length < 2;
            if (this.chosenFrom !== key) {
                this.chosenFrom = key;
                this.choice.replaceChildren(element('legend', { text: 'Optimizer' }),
                    ...labels.map((label, i) => this.buildOption(label, i)));
            }
            this.choice.querySelectorAll('input').forEach((input, i) => { input.checked = i === explorer.selected; });
        }

        buildOption(label, i) {
            const dot = element('span', { class: 'dot', 'aria-hidden': 'true' });
            dot.style.background = `var(--path-${i + 1})`;
            return element('label', {}, element('input', {
                type: 'radio', name: 'shown-optimizer', value: i, change: () => explorer.select(i),
            }), dot, label);
        }

        // The rows of an optimizer, whose numbers are set later.
        buildRows() {
            const { optimizer } = current();
            const key = `${optimizer.name} ${explorer.summary.noisy}`;
            if (this.builtFor === key) return;
            this.builtFor = key;
            this.rows = [
                this.buildRow('x', 'before', false, ({ search, t }, v) => search.x[2 * t - 2 + v]),
                ...inOrderOfRule(optimizer).map((quantity) =>
                    this.buildRow(quantity.symbol, meaningOf(optimizer, quantity), quantity.shared,
                        ({ search, t }, v) => search.quantity(t, v, quantity.name))),
                this.buildRow('', 'step taken', false,
                    ({ search, t }, v) => search.x[2 * t + v] - search.x[2 * t - 2 + v]),
                this.buildRow('x', 'after', false, ({ search, t }, v) => search.x[2 * t + v], true),
                this.buildRow('f', 'after', true, ({ search, t }) => search.f[t], true),
            ];
            this.body.replaceChildren(...this.rows.map((row) => row.row));
        }

        buildRow(symbol, meaning, shared, value, isResult = false) {
            const cells = (shared ? [0] : [0, 1]).map(() => element('td', { colspan: shared ? 2 : undefined }));
            const name = element('th', { scope: 'row' });
            if (symbol !== '') name.append(element('span', { class: 'symbol', text: symbol }));
            if (meaning !== '') name.append(element('span', { class: 'meaning', text: meaning }));
            return { row: element('tr', { class: isResult ? 'result' : undefined }, name, ...cells), cells, value };
        }

        show() {
            const now = current();
            const { count } = now.search;
            const remark = count === 1 ? ': no update' : explorer.t >= count ? ', its last update' :
                now.t === 0 ? ': no update yet' : '';
            setText(this.caption, `${now.search.label}, t = ${now.t}${remark}`);
            for (const { cells, value } of this.rows)
                cells.forEach((cell, v) => setText(cell, this.textOf(value(now, v))));
        }

        textOf(value) {
            if (value === undefined || Number.isNaN(value)) return '–';
            const text = number(value, this.digits);
            return text.startsWith('−') ? text : `\u2007${text}`; // a space as wide as a digit
        }
    }

    // ---- The rule

    class Algorithm {
        constructor(section) {
            this.heading = section.querySelector('h2, h3');
            this.intro = element('p', { class: 'hint' });
            this.list = element('ol', { class: 'rule' });
            section.append(this.intro, this.list);
            explorer.on('time', () => this.show());
            explorer.on('results', () => this.show());
            explorer.on('select', () => this.show());
            this.show();
        }

        show() {
            const now = current();
            const lines = explorer.module.rule(explorer.selected, now.t);
            this.build(now.optimizer, lines);
            setText(this.intro, noticeOf(now) || `Update t = ${now.t} of ${now.search.label}, with its numbers:`);
            lines.forEach(({ numbers }, i) =>
                numbers.forEach((text, k) => this.showNumbers(this.rows[i].numbers[k], text)));
        }

        // One item for each line. There are no numbers at t = 0.
        build(optimizer, lines) {
            const key = `${optimizer.name} ${lines.map((line) => line.numbers.length)}`;
            if (this.builtFor === key) return;
            this.builtFor = key;
            this.heading.textContent = optimizer === explorer.tables.optimizers[0] ? 'Algorithm 1' : 'The rule';
            const sources = explorer.data.sources[optimizer.name] ?? [];
            this.rows = lines.map((line, i) => this.buildLine(line, sources[i]));
            this.list.replaceChildren(...this.rows.map((row) => row.item));
        }

        buildLine(line, source) {
            const numbers = line.numbers.map(() => ({
                name: element('span', { class: 'variable' }), expression: element('span'), result: element('b'),
            }));
            const item = element('li', {}, element('code', { class: 'line', text: line.line }));
            if (source !== undefined) item.append(element('code', { class: 'source', text: source }));
            for (const { name, expression, result } of numbers)
                item.append(element('p', { class: 'put-in' }, name, element('span', {}, expression, ' = ', result)));
            return { item, numbers };
        }

        // "x₁: 0.8 · 0 + (1 − 0.8) · (−0.33) = −0.066"
        showNumbers({ name, expression, result }, text) {
            const colon = text.indexOf(': ');
            const equals = text.lastIndexOf(' = ');
            setText(name, text.slice(0, colon));
            setText(expression, text.slice(colon + 2, equals).replaceAll('-', '−'));
            setText(result, text.slice(equals + 3).replaceAll('-', '−'));
        }
    }

    explorer.parts.push(() => {
        new TimeBar(document.getElementById('time'));
        new Numbers(document.getElementById('numbers'));
        new Algorithm(document.getElementById('algorithm'));
    });
})();
