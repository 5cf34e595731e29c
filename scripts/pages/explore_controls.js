// The settings of explore.html, their comparison with the report, the results, and the command.
(() => {
    'use strict';

    const { element } = explorer;
    const STEPS = 240; // positions of a slider
    const section = (id) => document.getElementById(id);
    const number = (value) => explorer.module.number(value).replace('-', '\u2212').replace('e-', 'e\u2212');

    // Sets the text of an element only if it differs, since each change costs time.
    function setText(target, text) {
        if (target.textContent !== text) target.textContent = text;
    }

    function button(text, action, attributes = {}) {
        return element('button', { type: 'button', text, click: action, ...attributes });
    }

    // ---- Scales of sliders: from a position, 0 to STEPS, to the text of a value, and from a number to its position

    const rounded = (value, digits) => String(Number(value.toPrecision(digits)));
    const clamp = (position) => Math.max(0, Math.min(STEPS, Math.round(position)));

    function logScale(low, high) {
        const decades = Math.log10(high / low);
        return {
            text: (position) => rounded(low * 10 ** (decades * position / STEPS), 3),
            position: (value) => (value > 0 ? clamp(STEPS * Math.log10(value / low) / decades) : 0),
        };
    }

    // Logarithmic, with 0 as the lowest position.
    function logScaleWithZero(low, high) {
        const scale = logScale(low, high);
        return {
            text: (position) => (position === 0 ? '0' : scale.text(position)),
            position: (value) => (value > 0 ? Math.max(1, scale.position(value)) : 0),
        };
    }

    // Logarithmic in 1 minus the value, from 0 to 0.99999.
    const decayScale = {
        text: (position) => rounded(1 - Number((10 ** (-5 * position / STEPS)).toPrecision(2)), 8),
        position: (value) => (value < 1 ? clamp(-STEPS * Math.log10(1 - value) / 5) : STEPS),
    };

    function linearScale(low, high, digits) {
        return {
            text: (position) => String(Number((low + (high - low) * position / STEPS).toFixed(digits))),
            position: (value) => clamp(STEPS * (value - low) / (high - low)),
        };
    }

    function wholeLogScale(low, high) {
        const scale = logScale(Math.max(1, low), high);
        return {
            text: (position) => (position === 0 ? String(low) : String(Math.round(Number(scale.text(position))))),
            position: (value) => scale.position(value),
        };
    }

    // Two decades or more on each side of the default value.
    function scaleAround(value) {
        return logScale(10 ** (Math.floor(Math.log10(value)) - 2), 10 ** (Math.ceil(Math.log10(value)) + 1));
    }

    function scaleOf({ range, value, name }) {
        switch (range) {
        case 'positive': return scaleAround(value);
        case 'not-negative': return value > 0 && value < 1e-4 ? logScaleWithZero(1e-12, 1) : logScaleWithZero(1e-6, 10);
        case 'decay': return name === 'floor' ? linearScale(0, 0.99, 2) : decayScale;
        case 'fraction': return linearScale(0.01, 1, 2);
        case 'whole': return wholeLogScale(0, 1000);
        default: return wholeLogScale(1, 1000);
        }
    }

    // ---- Fields

    // A labeled field of a setting, with a place for its message. 'get' is the text that it shows, 'set' is called with
    // what the user enters.
    class Field {
        constructor({ id, key, optimizer = -1, label, title, get, set, hint, ...attributes }) {
            Object.assign(this, { key, optimizer, get, set });
            this.input = this.build(id, attributes);
            this.message = element('p', { class: 'message', id: `${id}-message`, hidden: true });
            this.label = element('label', { for: id, text: label, title });
            this.hint = hint === undefined ? null : element('p', { class: 'hint', text: hint });
            this.root = element('div', { class: 'field' }, this.label, this.input, this.hint, this.message);
        }

        build(id, attributes) {
            return element('input', {
                type: 'text', id, autocomplete: 'off', spellcheck: 'false', ...attributes,
                input: (event) => this.set(event.target.value.trim()),
            });
        }

        sync() {
            const text = this.get();
            if (this.input.value.trim() !== text) this.input.value = text;
        }

        // Whether a field is invalid, for the reason in the message.
        static mark(input, isInvalid, message) {
            if (isInvalid) {
                input.setAttribute('aria-invalid', 'true');
                input.setAttribute('aria-describedby', message.id);
            } else if (input.hasAttribute('aria-invalid')) {
                input.removeAttribute('aria-invalid');
                input.removeAttribute('aria-describedby');
            }
        }

        showError(error) {
            const isMine = error !== null && error.key === this.key && error.optimizer === this.optimizer;
            this.message.hidden = !isMine;
            setText(this.message, isMine ? error.message : '');
            Field.mark(this.input, isMine, this.message);
            return isMine;
        }
    }

    // A choice of [value, label].
    class Choice extends Field {
        build(id, { choices }) {
            return element('select', { id, change: (event) => this.set(event.target.value) },
                ...choices.map(([value, text]) => element('option', { value, text })));
        }
    }

    // A field with a slider before it.
    class Slider extends Field {
        constructor(options) {
            super({ inputmode: 'decimal', ...options });
            this.scale = options.scale;
            this.slider = element('input', {
                type: 'range', min: 0, max: STEPS, step: 1, id: `${options.id}-slider`, 'aria-label': `${options.name}, slider`,
                input: (event) => this.set(this.scale.text(Number(event.target.value))),
            });
            this.input.before(this.slider);
            this.root.classList.add('slider');
        }

        sync() {
            super.sync();
            const text = this.get();
            const value = Number(text);
            // A position stays where rounding makes several positions one value, so that keys can leave it.
            const isThere = Number(this.scale.text(Number(this.slider.value))) === value;
            if (text !== '' && Number.isFinite(value) && !isThere) this.slider.value = this.scale.position(value);
            if (this.slider.getAttribute('aria-valuetext') !== text) this.slider.setAttribute('aria-valuetext', text);
        }
    }

    // ---- Settings of the run

    const isFormula = () => explorer.state.problem.startsWith('expr:');

    // A coordinate of the start: as entered, or of a random one.
    function startText(i, digits) {
        const { start } = explorer.state;
        if (start !== '') return (start.split(',')[i] ?? '').trim();
        return digits === undefined ? String(explorer.summary.start[i]) : explorer.module.number(explorer.summary.start[i], digits);
    }

    // The start that is shown while none is entered: entering it again has none entered.
    let unset = { seed: '', shown: [], exact: [] };

    function setStart(i, text) {
        const start = [startText(0), startText(1)];
        const isUnset = unset.seed === explorer.state.seed;
        start[i] = isUnset && text === unset.shown[i] ? unset.exact[i] : text;
        explorer.update({ start: isUnset && start.join() === unset.exact.join() ? '' : start.join(',') });
    }

    function keepUnset() {
        if (explorer.state.start !== '' || explorer.error !== null) return;
        unset = { seed: explorer.state.seed, shown: [startText(0, 6), startText(1, 6)], exact: [startText(0), startText(1)] };
    }

    class Start extends Field {
        constructor() {
            super({ id: 'start', key: 'start', label: 'x₁', get: () => startText(0, 6), set: (text) => setStart(0, text), inputmode: 'decimal' });
            this.other = element('input', {
                type: 'text', id: 'start-2', autocomplete: 'off', inputmode: 'decimal', spellcheck: 'false',
                input: (event) => setStart(1, event.target.value.trim()),
            });
            this.seed = new Field({
                id: 'seed', key: 'seed', label: 'Seed', inputmode: 'numeric',
                get: () => (explorer.state.seed === '' ? String(explorer.summary.seed) : explorer.state.seed),
                set: (seed) => explorer.update(this.isRandom() ? { start: '', seed } : { seed }),
            });
            this.given = this.buildRadio('start-given', 'Given', () => this.setGiven());
            this.random = this.buildRadio('start-random', 'Random', () => this.setRandom());
            this.next = button('Next', () => this.nextSeed(), { id: 'next-seed', 'aria-label': 'Next seed' });
            this.seed.input.after(this.next);
            this.seed.root.classList.add('seed');
            this.root = element('fieldset', { class: 'start' }, element('legend', { text: 'Start' }),
                element('div', { class: 'radios' }, this.given.parentElement, this.random.parentElement),
                element('div', { class: 'pair' }, this.label, this.input, element('label', { for: 'start-2', text: 'x₂' }), this.other),
                this.message, this.seed.root);
        }

        buildRadio(id, text, action) {
            const radio = element('input', { type: 'radio', name: 'start-kind', id, change: action });
            element('label', {}, radio, ` ${text}`);
            return radio;
        }

        isRandom() {
            return explorer.state.start === '' && explorer.summary.random;
        }

        setGiven() {
            explorer.update({ start: `${startText(0)},${startText(1)}` });
        }

        setRandom() {
            const seed = explorer.state.seed === '' ? '1' : explorer.state.seed;
            explorer.update({ start: '', seed });
        }

        nextSeed() {
            explorer.update({ seed: String((Number(this.seed.get()) + 1) % 2 ** 32) });
        }

        sync() {
            keepUnset();
            super.sync();
            const other = startText(1, 6);
            if (this.other.value.trim() !== other) this.other.value = other;
            this.seed.sync();
            this.given.checked = !this.isRandom();
            this.random.checked = this.isRandom();
            this.seed.root.hidden = !this.isRandom() && explorer.state.noise === '';
        }

        showError(error) {
            const isSeed = this.seed.showError(error);
            const isMine = super.showError(error);
            Field.mark(this.other, isMine, this.message);
            return isMine || isSeed;
        }
    }

    class Noise extends Field {
        constructor() {
            super({ id: 'noise-size', key: 'noise', label: 'size', get: () => this.size(), set: (size) => this.change(this.kind.value, size), inputmode: 'decimal' });
            this.kind = element('select', { id: 'noise', change: () => this.change(this.kind.value, this.input.value.trim()) },
                element('option', { value: '', text: 'none' }), element('option', { value: 'absolute', text: 'absolute' }),
                element('option', { value: 'relative', text: 'relative' }));
            this.root = element('div', { class: 'field noise' }, element('label', { for: 'noise', text: 'Noise in g' }), this.kind,
                this.label, this.input, this.message);
        }

        size() {
            return explorer.state.noise.replace('relative:', '');
        }

        change(kind, size) {
            const value = size === '' ? '0.1' : size;
            explorer.update({ noise: kind === '' ? '' : kind === 'relative' ? `relative:${value}` : value });
        }

        sync() {
            super.sync();
            const { noise } = explorer.state;
            this.kind.value = noise === '' ? '' : noise.startsWith('relative:') ? 'relative' : 'absolute';
            this.label.hidden = noise === '';
            this.input.hidden = noise === '';
        }
    }

    // A choice, with the formula of the problem below it.
    class Problem extends Choice {
        sync() {
            super.sync();
            setText(this.hint, `f(x1, x2) = ${explorer.summary.formula}`);
            this.hint.hidden = isFormula();
        }
    }

    function problemField() {
        const { problems } = explorer.tables;
        const name = ({ title }) => title.replace(/^the /, '').replace(/ function$/, '').replace(/^./, (first) => first.toUpperCase());
        return new Problem({
            id: 'problem', key: 'problem', label: 'Problem', hint: '',
            choices: [...problems.map((problem) => [problem.name, name(problem)]), ['expr', 'Formula\u2026']],
            get: () => (isFormula() ? 'expr' : explorer.state.problem),
            set: (value) => explorer.update({ problem: value === 'expr' ? 'expr:x1^2 + 3*x2^2' : value }),
        });
    }

    function formulaField() {
        return new Field({
            id: 'formula', key: 'problem', label: 'f(x₁, x₂) =', get: () => explorer.state.problem.slice('expr:'.length),
            set: (formula) => explorer.update({ problem: `expr:${formula}` }),
            hint: 'In x1 and x2, or x and y: + \u2212 * / ^, sin, exp, log, sqrt, pi, \u2026',
        });
    }

    function runFields() {
        const plain = (key, label, shown, more = {}) => new Field({
            id: key, key, label, get: () => (explorer.state[key] === '' ? shown() : explorer.state[key]),
            set: (text) => explorer.update({ [key]: text }), ...more,
        });
        return {
            problem: problemField(),
            formula: formulaField(),
            start: new Start(),
            iterations: new Slider({
                id: 'iterations', key: 'iterations', name: 'Iterations', label: 'Iterations', scale: wholeLogScale(1, 20000), inputmode: 'numeric',
                get: () => (explorer.state.iterations === '' ? String(explorer.summary.iterations) : explorer.state.iterations),
                set: (iterations) => explorer.update({ iterations }),
            }),
            noise: new Noise(),
            tolerance: plain('tolerance', 'Tolerance', () => explorer.module.number(explorer.summary.tolerance), { inputmode: 'decimal' }),
            bounds: plain('bounds', 'Bounds', () => explorer.summary.bounds.join(','), { title: 'x1min,x1max,x2min,x2max' }),
            levels: plain('levels', 'Contours', () => `${explorer.summary.levels}:${explorer.summary.spacing}`, { title: 'number, and :linear or :log' }),
            minimum: plain('minimum', 'Minimum of f', () => '', { inputmode: 'decimal' }),
        };
    }

    // ---- Optimizers

    const titleOf = (i) => {
        const { state } = explorer;
        const title = explorer.optimizerOf(state.methods[i].optimizer).title;
        return state.methods.length > 1 ? `${title} (${i + 1})` : title;
    };

    function parameterField(i, parameter) {
        const isWord = parameter.symbol === parameter.name;
        return new Slider({
            id: `m${i}-${parameter.name}`, key: parameter.name, optimizer: i, name: `${titleOf(i)}: ${parameter.name}`,
            label: isWord ? parameter.name : `${parameter.symbol} ${parameter.name}`, title: `${parameter.meaning}: ${parameter.range_text}`,
            scale: scaleOf(parameter), get: () => explorer.state.methods[i].values[parameter.name],
            set: (text) => explorer.updateMethod(i, { values: { [parameter.name]: text } }),
        });
    }

    function optimizerField(i) {
        return new Choice({
            id: `m${i}-optimizer`, key: 'optimizer', optimizer: i, label: `Optimizer ${i + 1}`,
            choices: explorer.tables.optimizers.map(({ name, title }) => [name, title]),
            get: () => explorer.state.methods[i].optimizer, set: (optimizer) => explorer.updateMethod(i, { optimizer }),
        });
    }

    function scheduleField(i) {
        return new Choice({
            id: `m${i}-schedule`, key: 'schedule', optimizer: i, label: 'Schedule',
            choices: explorer.tables.schedules.map(({ name }) => [name, name]),
            get: () => explorer.state.methods[i].schedule, set: (schedule) => explorer.updateMethod(i, { schedule }),
        });
    }

    class Method {
        constructor(i, controls) {
            const method = explorer.state.methods[i];
            const optimizer = optimizerField(i);
            const own = explorer.optimizerOf(method.optimizer).parameters.map((parameter) => parameterField(i, parameter));
            const schedule = scheduleField(i);
            const others = explorer.scheduleOf(method.schedule).parameters.map((parameter) => parameterField(i, parameter));
            const isFull = explorer.state.methods.length === explorer.maxMethods;
            this.fields = [optimizer, ...own, schedule, ...others];
            optimizer.label.classList.add('unseen');
            const swatch = element('span', { class: `swatch path-${i + 1}`, 'aria-hidden': 'true' });
            this.root = element('fieldset', { class: 'method' }, element('legend', { class: 'unseen', text: titleOf(i) }),
                element('div', { class: 'head' }, swatch, optimizer.root,
                    button('Duplicate', () => controls.copy(i), {
                        id: `m${i}-copy`, disabled: isFull, title: 'Compare with a copy', 'aria-label': `Duplicate ${titleOf(i)}`,
                    }),
                    button('\u00d7', () => controls.remove(i), {
                        id: `m${i}-remove`, disabled: explorer.state.methods.length === 1, title: 'Remove', 'aria-label': `Remove ${titleOf(i)}`,
                    })),
                ...own.map((field) => field.root), this.buildSchedule(method, schedule, others));
        }

        buildSchedule(method, schedule, others) {
            const isOpen = method.schedule !== explorer.tables.schedules[0].name || Number(method.values.warmup) !== 0;
            const { formula, about } = explorer.scheduleOf(method.schedule);
            return element('details', { open: isOpen }, element('summary', { text: `Schedule: ${method.schedule}` }),
                schedule.root, element('p', { class: 'hint', text: `${about} Factor of α: ${formula}` }), ...others.map((field) => field.root));
        }
    }

    // ---- All settings

    class Controls {
        constructor() {
            this.run = runFields();
            this.methods = [];
            this.methodsRoot = element('div', { class: 'methods' });
            this.add = button('Add an optimizer', () => this.append(), { id: 'add' });
            this.general = element('p', { class: 'message', hidden: true, role: 'alert' });
            const { problem, formula, start, iterations, noise, tolerance, bounds, levels, minimum } = this.run;
            this.more = element('details', { class: 'more' }, element('summary', { text: 'Bounds, noise, tolerance, contours' }),
                bounds.root, noise.root, tolerance.root, levels.root);
            section('controls').append(problem.root, formula.root, minimum.root, start.root, iterations.root, this.methodsRoot, this.add, this.more, this.general);
            this.build();
            explorer.on('results', () => this.sync());
            explorer.on('error', (error) => this.showError(error));
        }

        get fields() {
            return [...Object.values(this.run), ...this.methods.flatMap((method) => method.fields)];
        }

        // What the optimizers' fields depend on.
        shape() {
            return JSON.stringify(explorer.state.methods.map(({ optimizer, schedule }) => [optimizer, schedule]));
        }

        build() {
            const focused = document.activeElement?.id ?? '';
            const opened = this.methods.map((method) => method.root.querySelector('details').open);
            this.built = this.shape();
            this.methods = explorer.state.methods.map((_, i) => new Method(i, this));
            this.methods.forEach((method, i) => {
                if (opened[i]) method.root.querySelector('details').open = true;
            });
            this.methodsRoot.replaceChildren(...this.methods.map((method) => method.root));
            this.add.disabled = explorer.state.methods.length === explorer.maxMethods;
            if (focused !== '' && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
            this.sync();
        }

        sync() {
            if (this.built !== this.shape()) {
                this.build();
                return;
            }
            for (const field of this.fields) field.sync();
            this.run.formula.root.hidden = !isFormula();
            this.run.minimum.root.hidden = !isFormula();
        }

        // A message that is about no field is shown below all of them.
        showError(error) {
            if (error !== null) this.sync();
            let found = false;
            for (const field of this.fields) {
                // The two fields of the problem: only one of them is there to be wrong.
                const isHidden = field === this.run.problem && isFormula();
                if (field.showError(isHidden ? null : error)) {
                    found = true;
                    field.root.closest('details')?.setAttribute('open', '');
                }
            }
            const isGeneral = error !== null && !found;
            this.general.hidden = !isGeneral;
            setText(this.general, isGeneral ? `${error.key} ${error.message}` : '');
        }

        append() {
            const used = explorer.state.methods.map(({ optimizer }) => optimizer);
            const { optimizers } = explorer.tables;
            explorer.addMethod((optimizers.find(({ name }) => !used.includes(name)) ?? optimizers[0]).name);
            this.focusAfter(`m${explorer.state.methods.length - 1}-optimizer`);
        }

        copy(i) {
            explorer.copyMethod(i);
            this.focusAfter(`m${i + 1}-${explorer.optimizerOf(explorer.state.methods[i].optimizer).parameters[0].name}`);
        }

        remove(i) {
            explorer.removeMethod(i);
            this.focusAfter('add');
        }

        // Once the frame has built the fields.
        focusAfter(id) {
            requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()));
        }
    }

    // ---- Comparison with the report

    class Status {
        constructor() {
            this.text = element('p', { id: 'identity' });
            this.notice = element('p', { class: 'notice', id: 'address-notice', role: 'alert', hidden: true });
            this.resetButton = button('Reset', () => explorer.reset(), { id: 'reset' });
            section('status').append(element('div', { class: 'line' }, this.text, this.resetButton), this.notice);
            this.show();
            explorer.on('results', () => this.show());
            explorer.on('error', (error) => this.showError(error));
        }

        show() {
            const all = explorer.module.recordedCount;
            const identical = explorer.module.identical();
            const changes = explorer.changes();
            const isSame = changes.length === 0;
            const isWrong = isSame && identical !== all;
            this.text.className = isWrong ? 'wrong' : isSame ? 'same' : 'changed';
            setText(this.text, isWrong ? this.warning(identical, all)
                : isSame ? `\u2713 As in the report: ${identical} of ${all} points identical${Status.sample()}`
                    : `Changed: ${changes.map(Status.describe).join('; ')}`);
            this.resetButton.disabled = isSame;
            this.notice.hidden = explorer.notice === '';
            setText(this.notice, explorer.notice);
        }

        // Of many points, the page contains some.
        static sample() {
            const { points, every } = explorer.data.recorded;
            return every === 1 ? '' : ` (a sample of ${points}: t = 0, ${every}, ${2 * every}, \u2026 and the last)`;
        }

        warning(identical, all) {
            return `\u26a0 The settings are those of the report, but only ${identical} of ${all} points are identical: `
                + 'this page does not show the report\u2019s run.';
        }

        showError(error) {
            if (error === null) return;
            this.text.className = 'wrong';
            setText(this.text, 'A setting is invalid: the results are those of the last valid settings');
            this.resetButton.disabled = false;
        }

        static describe({ name, from, to }) {
            return from === undefined ? name : `${name} ${from} \u2192 ${to}`;
        }
    }

    // ---- Results

    // The minimum nearest to the last point, or null.
    function nearestMinimum(search) {
        const { minima } = explorer.summary;
        const [x1, x2] = search.x.subarray(2 * search.count - 2, 2 * search.count);
        let nearest = null;
        for (const minimum of minima) {
            const distance = Math.hypot(minimum[0] - x1, minimum[1] - x2);
            if (nearest === null || distance < nearest.distance) nearest = { minimum, distance };
        }
        return nearest === null ? null : nearest.minimum;
    }

    // How far a variable passes the minimum, seen from the start, and at which t; 0 if it does not.
    function overshoot(search, variable, minimum) {
        const { x, count } = search;
        const side = Math.sign(x[variable] - minimum);
        let most = { by: 0, t: 0 };
        for (let t = 0; t < count; t++) {
            const by = side * (minimum - x[2 * t + variable]);
            if (by > most.by) most = { by, t };
        }
        return most;
    }

    // Settings that differ between the optimizers of the same kind, or all that are not the default.
    function distinction(i) {
        const search = explorer.searches[i];
        const others = explorer.searches.filter((other) => other !== search && other.optimizer === search.optimizer);
        return search.settings.filter(([key, value]) => others.some((other) => other.settings.find(([name]) => name === key)?.[1] !== value))
            .map(([key, value]) => `${key} ${value}`).join(', ');
    }

    class Results {
        static heads = ['Optimizer', 'Final f', 'First below', 'Stays below', 'Overshoot x₁', 'Overshoot x₂'];

        constructor() {
            this.body = element('tbody');
            this.heads = Results.heads.map((text) => element('th', { scope: 'col', text }));
            this.note = element('p', { class: 'hint' });
            section('results').append(element('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': 'Table of results' },
                element('table', {}, element('thead', {}, element('tr', {}, ...this.heads)), this.body)), this.note);
            this.show();
            explorer.on('results', () => this.show());
            explorer.on('select', () => this.showSelected());
        }

        show() {
            const { summary, searches } = explorer;
            const threshold = number(summary.threshold);
            setText(this.heads[2], `First below ${threshold}`);
            setText(this.heads[3], `Stays below ${threshold}`);
            while (this.body.rows.length > searches.length) this.body.lastChild.remove();
            while (this.body.rows.length < searches.length) this.body.append(this.buildRow(this.body.rows.length));
            searches.forEach((search, i) => this.showRow(this.body.rows[i], search, i));
            setText(this.note, this.describe());
            this.showSelected();
        }

        describe() {
            const { minima } = explorer.summary;
            const which = minima.length > 1 ? 'the minimum nearest to its last point' : 'the minimum';
            return 'Iteration i leads to the point t = i + 1.'
                + (minima.length === 0 ? '' : ` Overshoot: how far a variable passes ${which}, and when.`);
        }

        buildRow(i) {
            const choice = element('input', { type: 'radio', name: 'selected', id: `select-${i}`, change: () => explorer.select(i) });
            const name = element('label', { for: `select-${i}` }, choice, element('span', { class: `swatch path-${i + 1}`, 'aria-hidden': 'true' }),
                element('span', {}, element('span', { class: 'name' }), element('span', { class: 'small' })));
            const cells = Results.heads.slice(1).map(() => element('td', {}, element('span'), element('span', { class: 'small' })));
            return element('tr', {}, element('th', { scope: 'row' }, name), ...cells);
        }

        showRow(row, search, i) {
            const [head, ...cells] = row.cells;
            const minimum = nearestMinimum(search);
            const put = (cell, text, small) => {
                setText(cell.firstChild, text);
                setText(cell.lastChild, small);
            };
            setText(head.querySelector('.name'), explorer.optimizerOf(search.optimizer).title);
            setText(head.querySelector('.small'), distinction(i));
            put(cells[0], number(search.f[search.count - 1]), search.end === 'goes-on' ? '' : search.end_text);
            for (const [cell, iteration] of [[cells[1], search.first], [cells[2], search.stays]]) {
                put(cell, iteration < 0 ? 'never' : `iteration ${iteration}`, iteration < 0 ? '' : `t = ${iteration + 1}`);
            }
            for (const variable of [0, 1]) {
                const most = minimum === null ? null : overshoot(search, variable, minimum[variable]);
                put(cells[3 + variable], most === null ? '\u2013' : most.by > 0 ? number(most.by) : 'none',
                    most !== null && most.by > 0 ? `t = ${most.t}` : '');
            }
        }

        showSelected() {
            [...this.body.rows].forEach((row, i) => {
                row.querySelector('input').checked = i === explorer.selected;
                row.classList.toggle('selected', i === explorer.selected && this.body.rows.length > 1);
            });
        }
    }

    // ---- Trying values of a parameter

    const MOST_UPDATES = 2e6; // in all trials, so that they take about a second
    const svg = (name, attributes) => {
        const made = document.createElementNS('http://www.w3.org/2000/svg', name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        return made;
    };

    // 'count' values, spaced evenly or, if all are above 0, logarithmically, with four significant digits.
    function spread(low, high, count) {
        const isLog = low > 0 && high / low >= 10;
        return Array.from({ length: count }, (_, k) => {
            const part = k / (count - 1);
            return rounded(isLog ? low * (high / low) ** part : low + (high - low) * part, 4);
        });
    }

    class Scan {
        static width = 320;
        static height = 96;

        constructor() {
            this.choice = element('select', { id: 'scan-parameter', change: () => this.suggest() });
            this.low = this.buildField('scan-from');
            this.high = this.buildField('scan-to');
            this.count = this.buildField('scan-count');
            this.count.value = '200';
            this.said = element('p', { class: 'said', role: 'status' });
            this.use = button('Use this value', () => this.apply(), { id: 'scan-use', hidden: true });
            this.chart = svg('svg', { viewBox: `0 0 ${Scan.width} ${Scan.height + 18}`, role: 'img' });
            this.chart.classList.add('unused');
            section('scan').append(element('details', {}, element('summary', { text: 'Try values of a parameter' }),
                element('div', { class: 'field' }, element('label', { for: 'scan-parameter', text: 'Parameter' }), this.choice),
                element('div', { class: 'pair' }, element('label', { for: 'scan-from', text: 'from' }), this.low,
                    element('label', { for: 'scan-to', text: 'to' }), this.high),
                element('div', { class: 'pair' }, element('label', { for: 'scan-count', text: 'values' }), this.count,
                    button('Try', () => this.run(), { id: 'scan-try' })),
                this.said, this.use, this.chart));
            this.list();
            explorer.on('results', () => this.list());
        }

        buildField(id) {
            return element('input', {
                type: 'text', id, inputmode: 'decimal', autocomplete: 'off',
                keydown: (event) => { if (event.key === 'Enter') this.run(); },
            });
        }

        // The parameters of all optimizers; what was found with other settings is removed.
        list() {
            const options = explorer.state.methods.flatMap((method, i) => explorer.optimizerOf(method.optimizer).parameters
                .map(({ name }) => ({ value: `${i} ${name}`, text: explorer.state.methods.length > 1 ? `${titleOf(i)}: ${name}` : name })));
            const key = JSON.stringify(options);
            if (key !== this.listed) {
                const { value } = this.choice;
                this.listed = key;
                this.choice.replaceChildren(...options.map((option) => element('option', option)));
                if (options.some((option) => option.value === value)) this.choice.value = value;
                else this.suggest();
            }
            if (!this.isUsing) this.clear();
            this.isUsing = false;
        }

        clear() {
            setText(this.said, '');
            this.use.hidden = true;
            this.chart.classList.add('unused');
        }

        get parameter() {
            const [i, name] = this.choice.value.split(' ');
            const { optimizer } = explorer.state.methods[Number(i)];
            return { i: Number(i), name, row: explorer.optimizerOf(optimizer).parameters.find((parameter) => parameter.name === name) };
        }

        suggest() {
            const { range } = this.parameter.row;
            const [low, high] = range === 'decay' ? ['0', '0.99'] : range === 'fraction' ? ['0.01', '1'] : ['0.001', '1'];
            this.low.value = low;
            this.high.value = high;
            this.clear();
        }

        // What is wrong with the fields, or ''.
        trouble(low, high, count) {
            if (explorer.error !== null) return 'A setting is invalid.';
            if (!(low < high)) return 'From must be a number below To.';
            if (!Number.isInteger(count) || count < 2 || count > 2000) return 'The number of values must be from 2 to 2000.';
            if (count * explorer.summary.iterations > MOST_UPDATES) {
                return `Too many: at most ${Math.floor(MOST_UPDATES / explorer.summary.iterations)} values with ${explorer.summary.iterations} iterations.`;
            }
            return '';
        }

        run() {
            const [low, high, count] = [this.low, this.high, this.count].map((field) => (field.value.trim() === '' ? NaN : Number(field.value)));
            const trouble = this.trouble(low, high, count);
            const { i, name } = this.parameter;
            this.clear();
            if (trouble !== '') {
                setText(this.said, trouble);
                return;
            }
            const texts = spread(low, high, count);
            const results = explorer.tryValues(i, name, texts);
            this.show(name, texts, results);
        }

        show(name, texts, results) {
            const valid = texts.map((text, k) => ({ text, result: results[k] })).filter(({ result }) => result !== null);
            const staying = valid.filter(({ result }) => result.stays >= 0);
            const threshold = number(explorer.summary.threshold);
            if (staying.length === 0) {
                const finite = valid.filter(({ result }) => Number.isFinite(result.f));
                this.best = finite.reduce((best, one) => (best === null || one.result.f < best.result.f ? one : best), null);
                setText(this.said, this.best === null ? `No value of ${name} gives a finite f.`
                    : `f stays below ${threshold} with none of the ${texts.length} values; the lowest final f is ${number(this.best.result.f)}, with ${name} = ${this.best.text}.`);
            } else {
                const least = Math.min(...staying.map(({ result }) => result.stays));
                const best = staying.filter(({ result }) => result.stays === least);
                [this.best] = best;
                const which = best.length === 1 ? best[0].text : `${best[0].text} (and ${best.length - 1} more, up to ${best.at(-1).text})`;
                setText(this.said, `Of ${texts.length} values, f stays below ${threshold} earliest with ${name} = ${which}: from iteration ${least} (t = ${least + 1}) on. `
                    + `It stays below it with ${staying.length} of the values. Each value is judged alone; --sweep judges it with its neighbors.`);
                this.draw(name, texts, results, least);
            }
            this.use.hidden = this.best === null;
        }

        draw(name, texts, results, least) {
            const { width, height } = Scan;
            const last = explorer.summary.iterations;
            const x = (k) => 1 + ((width - 2) * k) / (texts.length - 1);
            const y = (t) => height - 5 - ((height - 10) * (t - least)) / Math.max(1, last - least);
            const label = (at, anchor, text) => {
                const made = svg('text', { x: at, y: height + 14, 'text-anchor': anchor });
                made.textContent = text;
                return made;
            };
            const dots = results.map((result, k) => (result !== null && result.stays >= 0
                ? svg('circle', { cx: x(k), cy: y(result.stays), r: result.stays === least ? 3.5 : 1.5, class: result.stays === least ? 'best' : 'dot' }) : null));
            this.chart.setAttribute('aria-label', `Iteration from which f stays below the tolerance, for ${name} from ${texts[0]} to ${texts.at(-1)}`);
            this.chart.replaceChildren(svg('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, class: 'frame' }), ...dots.filter((dot) => dot !== null),
                label(0, 'start', texts[0]), label(width / 2, 'middle', `${name}; iteration ${least} to ${last}`), label(width, 'end', texts.at(-1)));
            this.chart.classList.remove('unused');
        }

        apply() {
            const { i, name } = this.parameter;
            this.isUsing = true;
            explorer.updateMethod(i, { values: { [name]: this.best.text } });
        }
    }

    // ---- Command

    class Command {
        constructor() {
            this.text = element('pre', { id: 'command-text', tabindex: '0', role: 'region', 'aria-label': 'Command line' });
            this.said = element('span', { id: 'copied', role: 'status' });
            section('command').append(
                element('p', { text: 'This command computes the same numbers and writes the figures and the report:' }), this.text,
                element('p', { class: 'actions' }, button('Copy', () => this.copy(), { id: 'copy' }),
                    button('Download trajectory.dat', () => this.download(), { id: 'download' }), this.said),
                element('p', { class: 'hint origin' }, `${explorer.data.program}; module `, element('code', { text: explorer.data.digest })));
            this.show();
            explorer.on('results', () => this.show());
        }

        show() {
            setText(this.text, explorer.module.command());
        }

        async copy() {
            try {
                await navigator.clipboard.writeText(this.text.textContent);
                this.say('Copied.');
            } catch {
                getSelection().selectAllChildren(this.text);
                this.say(document.execCommand('copy') ? 'Copied.' : 'Selected; copy it manually.');
            }
        }

        download() {
            const address = URL.createObjectURL(new Blob([explorer.module.trajectory()], { type: 'text/plain' }));
            const link = element('a', { href: address, download: 'trajectory.dat' });
            link.click();
            setTimeout(() => URL.revokeObjectURL(address), 10000);
        }

        say(text) {
            this.said.textContent = text;
            setTimeout(() => { this.said.textContent = ''; }, 3000);
        }
    }

    // ---- What a screen reader announces after a change

    function announceChanges() {
        const said = section('said');
        let timer = 0;
        explorer.on('results', () => {
            clearTimeout(timer);
            if (!explorer.userActed) return;
            timer = setTimeout(() => {
                const search = explorer.searches[explorer.selected];
                const t = Math.min(explorer.t, search.count - 1);
                setText(said, `${search.label}, t = ${t}: point (${number(search.x[2 * t])}, ${number(search.x[2 * t + 1])}), f = ${number(search.f[t])}`);
            }, 700);
        });
    }

    explorer.parts.push(() => {
        new Status();
        new Controls();
        new Results();
        new Scan();
        new Command();
        announceChanges();
    });
})();
