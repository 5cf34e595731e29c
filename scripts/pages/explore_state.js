// The state of explore.html: settings, results, iteration and view, their events, and their text in the address.
globalThis.explorer = (() => {
    'use strict';

    const MAX_METHODS = 6;
    const MAX_FRAGMENT = 8000;
    const RUN_KEYS = ['problem', 'bounds', 'minimum', 'start', 'seed', 'noise', 'iterations', 'tolerance', 'levels'];
    const VIEW_KEYS = ['t', 'selected', 'view'];

    const listeners = {};
    const pending = new Set(); // events of the next frame
    let initial = null; // the state of the report
    let wasLast = true; // the last iteration is shown, also after the next computation
    let shownProblem = '';
    let shownPairs = []; // the settings of the results
    let userActed = false;
    let fragmentTimer = 0;

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

    // ---- Tables

    const optimizerOf = (name) => explorer.tables.optimizers.find((row) => row.name === name);
    const scheduleOf = (name) => explorer.tables.schedules.find((row) => row.name === name);
    const problemOf = (name) => explorer.tables.problems.find((row) => row.name === name);

    // The parameters of a method, of its optimizer and then of its schedule.
    const parametersOf = (method) => [...optimizerOf(method.optimizer).parameters, ...scheduleOf(method.schedule).parameters];

    const defaultsOf = (row) => Object.fromEntries(row.parameters.map((parameter) => [parameter.name, parameter.text]));

    function newMethod(optimizer) {
        const schedule = explorer.tables.schedules[0];
        return {
            optimizer, schedule: schedule.name, values: { ...defaultsOf(optimizerOf(optimizer)), ...defaultsOf(schedule) },
        };
    }

    // ---- Settings as pairs

    // The settings of the run and, in their order, of each optimizer.
    function pairsOf(state) {
        const isFormula = state.problem.startsWith('expr:');
        const pairs = RUN_KEYS.filter((key) => state[key] !== '' && (key !== 'minimum' || isFormula))
            .map((key) => [key, state[key]]);
        for (const method of state.methods) {
            const own = optimizerOf(method.optimizer).parameters.map(({ name }) => [name, method.values[name]]);
            const others = scheduleOf(method.schedule).parameters.map(({ name }) => [name, method.values[name]]);
            pairs.push(['optimizer', method.optimizer], ...own, ['schedule', method.schedule], ...others);
        }
        return pairs;
    }

    function setMethodPair(method, key, value) {
        if (method === undefined) throw new Error(`unknown setting '${key}'`);
        if (key === 'schedule') {
            if (scheduleOf(value) === undefined) throw new Error(`unknown schedule '${value}'`);
            method.schedule = value;
            Object.assign(method.values, defaultsOf(scheduleOf(value)), { warmup: method.values.warmup });
        } else if (!parametersOf(method).some(({ name }) => name === key)) {
            throw new Error(`unknown setting '${key}' of ${method.optimizer}`);
        } else {
            method.values[key] = value;
        }
    }

    // The reverse of pairsOf(). Only names are checked: the module checks the values.
    function stateOf(pairs) {
        const state = Object.fromEntries(RUN_KEYS.map((key) => [key, '']));
        state.methods = [];
        for (const [key, value] of pairs) {
            if (key === 'optimizer') {
                if (optimizerOf(value) === undefined) throw new Error(`unknown optimizer '${value}'`);
                if (state.methods.length === MAX_METHODS) throw new Error(`more than ${MAX_METHODS} optimizers`);
                state.methods.push(newMethod(value));
            } else if (RUN_KEYS.includes(key)) {
                state[key] = value;
            } else {
                setMethodPair(state.methods.at(-1), key, value);
            }
        }
        if (state.problem === '') state.problem = explorer.tables.problems[0].name;
        if (state.methods.length === 0) state.methods.push(newMethod(explorer.tables.optimizers[0].name));
        return state;
    }

    // ---- The fragment

    const encode = (text) => encodeURIComponent(text).replace(/%(2C|3A|2F|5E|2B)/g, (code) => decodeURIComponent(code));

    // The settings of the results, so that what is invalid is never in the address.
    function fragmentOf() {
        const isInitial = JSON.stringify(shownPairs) === JSON.stringify(pairsOf(initial));
        const pairs = isInitial ? [] : [...shownPairs];
        if (explorer.t !== explorer.last) pairs.push(['t', String(explorer.t)]);
        if (explorer.selected !== 0) pairs.push(['selected', String(explorer.selected)]);
        if (explorer.view !== null) pairs.push(['view', explorer.view.map((bound) => String(bound)).join(',')]);
        return pairs.map(([key, value]) => `${key}=${encode(value)}`).join('&');
    }

    // What cannot be written to the address, as in a frame without an origin, is not.
    function writeFragment() {
        clearTimeout(fragmentTimer);
        fragmentTimer = setTimeout(() => {
            try {
                const fragment = fragmentOf();
                const address = fragment === '' && location.hash === '' ? '' : `#${fragment}`;
                if (address !== '' && address !== location.hash) history.replaceState(null, '', address);
            } catch { /* nothing depends on it */ }
        }, 300);
    }

    function splitFragment(text) {
        if (text.length > MAX_FRAGMENT) throw new Error('it is too long');
        return text.split('&').filter((part) => part !== '').map((part) => {
            const end = part.indexOf('=');
            if (end < 1) throw new Error(`'${part}' is not key=value`);
            try {
                return [part.slice(0, end), decodeURIComponent(part.slice(end + 1))];
            } catch {
                throw new Error(`the value of '${part.slice(0, end)}' is not valid UTF-8`);
            }
        });
    }

    function wholeFrom(text, key, limit) {
        const number = Number(text);
        if (!/^\d{1,6}$/.test(text) || number >= limit) throw new Error(`'${text}' is not a value of ${key}`);
        return number;
    }

    function viewFrom(text) {
        const view = text.split(',').map(Number);
        const isRange = (min, max) => max - min >= Math.max(1e-9, 1e-6 * Math.max(Math.abs(min), Math.abs(max)));
        const isValid = view.length === 4 && view.every((bound) => Math.abs(bound) <= 1e9)
            && isRange(view[0], view[1]) && isRange(view[2], view[3]);
        if (!isValid) throw new Error(`'${text}' is not a view`);
        return view;
    }

    // Applies what the fragment says; throws an error that says why it cannot.
    function applyFragment(text) {
        const pairs = splitFragment(text);
        const settings = pairs.filter(([key]) => !VIEW_KEYS.includes(key));
        const views = Object.fromEntries(pairs.filter(([key]) => VIEW_KEYS.includes(key)));
        const state = settings.length > 0 ? stateOf(settings) : structuredClone(initial);
        const error = explorer.module.set(pairsOf(state));
        if (error !== null) throw new Error(error.key === '' ? error.message : `${error.key}: ${error.message}`);
        explorer.state = state;
        takeResults();
        explorer.t = 't' in views ? wholeFrom(views.t, 't', explorer.last + 1) : explorer.last;
        explorer.selected = 'selected' in views ? wholeFrom(views.selected, 'selected', state.methods.length) : 0;
        explorer.view = 'view' in views ? viewFrom(views.view) : null;
        wasLast = explorer.t === explorer.last;
    }

    // Restores the state in the address, or that of the report; the text says why it was not that of the address.
    function restore() {
        explorer.notice = '';
        try {
            const text = location.hash.slice(1);
            applyFragment(text.includes('=') ? text : '');
        } catch (error) {
            explorer.notice = `The settings in the address were not used: ${error.message}. `
                + 'The settings of the report are shown.';
            applyFragment('');
        }
    }

    // ---- Events

    function emit(event, argument) {
        for (const listener of listeners[event] ?? []) listener(argument);
    }

    function takeResults() {
        shownPairs = pairsOf(explorer.state);
        explorer.error = null;
        explorer.summary = explorer.module.summary;
        explorer.searches = explorer.summary.optimizers.map((_, i) => explorer.module.search(i));
        explorer.last = Math.max(...explorer.searches.map((search) => search.count)) - 1;
        explorer.selected = Math.min(explorer.selected, explorer.searches.length - 1);
        explorer.t = wasLast ? explorer.last : Math.min(explorer.t, explorer.last);
    }

    // What decides the map: another problem or other bounds.
    const mapKey = () => JSON.stringify([explorer.summary.problem, explorer.summary.formula, explorer.summary.bounds,
        explorer.summary.levels, explorer.summary.spacing]);

    function emitResults() {
        const problemChanged = shownProblem !== mapKey();
        shownProblem = mapKey();
        emit('results', { problemChanged });
    }

    function compute() {
        explorer.error = explorer.module.set(pairsOf(explorer.state));
        if (explorer.error === null) takeResults();
        emit('error', explorer.error);
        if (explorer.error === null) emitResults();
    }

    // One computation and one drawing a frame, however many changes there were.
    function frame() {
        const events = new Set(pending);
        pending.clear();
        performance.mark('update-start');
        if (events.has('results')) compute();
        if (events.has('view')) emit('view');
        if (events.has('select')) emit('select');
        if (events.has('time')) emit('time');
        performance.measure('update', 'update-start');
        performance.clearMarks('update-start');
        if (performance.getEntriesByName('update').length > 10000) performance.clearMeasures('update');
        writeFragment();
    }

    function request(event) {
        if (pending.size === 0) requestAnimationFrame(frame);
        pending.add(event);
    }

    // ---- Changes

    function update(changes) {
        const { state } = explorer;
        userActed = true;
        const formulas = [state.problem, changes.problem ?? ''].filter((problem) => problem.startsWith('expr:'));
        if ('problem' in changes && changes.problem !== state.problem && formulas.length < 2) {
            // The bounds, the minimum and the start were those of another problem.
            const seed = state.noise === '' ? '' : state.seed;
            Object.assign(state, { bounds: '', minimum: '', start: '', seed, levels: '' });
            explorer.view = null;
        }
        Object.assign(state, changes);
        if ('bounds' in changes) explorer.view = null;
        request('results');
    }

    function updateMethod(i, { optimizer, schedule, values = {} }) {
        const method = explorer.state.methods[i];
        userActed = true;
        if (optimizer !== undefined && optimizer !== method.optimizer) {
            Object.assign(method, { optimizer, values: { ...method.values, ...newMethod(optimizer).values } });
        }
        if (schedule !== undefined && schedule !== method.schedule) setMethodPair(method, 'schedule', schedule);
        Object.assign(method.values, values);
        request('results');
    }

    // The copy of another method, or one with the defaults of an optimizer.
    function insertMethod(i, method) {
        if (explorer.state.methods.length === MAX_METHODS) return;
        userActed = true;
        explorer.state.methods.splice(i, 0, method);
        request('results');
    }

    function removeMethod(i) {
        if (explorer.state.methods.length === 1) return;
        userActed = true;
        explorer.state.methods.splice(i, 1);
        if (explorer.selected > i) explorer.selected -= 1;
        request('results');
        request('select');
    }

    // What a method results in with each of these values of a parameter: { f, first, stays }, or null if it is invalid.
    function tryValues(i, name, texts) {
        const { state, module } = explorer;
        const method = state.methods[i];
        const results = texts.map((text) => {
            const methods = [{ ...method, values: { ...method.values, [name]: text } }];
            if (module.set(pairsOf({ ...state, methods })) !== null) return null;
            const { first, stays, count } = module.summary.optimizers[0];
            return { f: module.search(0).f[count - 1], first, stays };
        });
        module.set(shownPairs);
        return results;
    }

    function setTime(t) {
        const whole = Math.max(0, Math.min(explorer.last, Math.round(t)));
        if (whole === explorer.t) return;
        explorer.t = whole;
        wasLast = whole === explorer.last;
        userActed = true;
        request('time');
    }

    function select(i) {
        if (i === explorer.selected || i < 0 || i >= explorer.searches.length) return;
        explorer.selected = i;
        userActed = true;
        request('select');
    }

    function setView(view) {
        explorer.view = view;
        userActed = true;
        request('view');
    }

    function reset() {
        explorer.state = structuredClone(initial);
        explorer.notice = '';
        explorer.view = null;
        explorer.selected = 0;
        wasLast = true;
        userActed = true;
        shownProblem = '';
        for (const event of ['results', 'view', 'select']) request(event);
    }

    // ---- Comparison with the report

    const sameText = (a, b) => a === b || (a !== '' && b !== '' && Number(a) === Number(b));

    function startText(state) {
        if (state.start !== '') return `(${state.start.replace(',', ', ')})`;
        const problem = problemOf(state.problem);
        if (state.seed === '' && problem !== undefined && problem.start !== null) {
            return `(${problem.start.map((x) => explorer.module.number(x)).join(', ')})`;
        }
        return `random, seed ${state.seed === '' ? '1' : state.seed}`;
    }

    const nameOf = (method) => optimizerOf(method.optimizer).title;

    function methodChanges(before, after, prefix) {
        const changes = [];
        if (before.optimizer !== after.optimizer) {
            return [{ name: 'optimizer', from: nameOf(before), to: nameOf(after) }];
        }
        if (before.schedule !== after.schedule) {
            changes.push({ name: `${prefix}schedule`, from: before.schedule, to: after.schedule });
        }
        for (const { name } of parametersOf(after)) {
            const from = before.values[name];
            if (from !== undefined && !sameText(from, after.values[name])) {
                changes.push({ name: prefix + name, from, to: after.values[name] });
            }
        }
        return changes;
    }

    // A setting of the run as text; the default one if it is not given.
    function settingText(state, key) {
        const { summary } = explorer;
        if (key === 'start') return startText(state);
        if (state[key] !== '' || state !== explorer.state) return state[key];
        switch (key) {
        case 'bounds': return summary.bounds.join(',');
        case 'iterations': case 'tolerance': case 'seed': return String(summary[key]);
        case 'levels': return `${summary.levels}:${summary.spacing}`;
        default: return '';
        }
    }

    // What differs from the settings of the report: [{ name, from, to }], or { name } for optimizers added or removed.
    function changes() {
        const { state } = explorer;
        const unset = { ...state, bounds: '', minimum: '', start: '', seed: '', levels: '' };
        const found = [];
        for (const key of RUN_KEYS) {
            const [from, to] = [settingText(initial, key), settingText(state, key)];
            const isStart = key === 'seed' && initial.noise === '' && state.noise === '';
            if (state.problem !== initial.problem && ['bounds', 'minimum', 'start', 'levels'].includes(key)) {
                if (to !== settingText(unset, key) && (key === 'start' || state[key] !== '')) found.push({ name: `${key} ${to}` });
            } else if (!isStart && !sameText(from, to)) found.push({ name: key, from: from || 'none', to: to || 'none' });
        }
        const common = Math.min(initial.methods.length, state.methods.length);
        for (let i = 0; i < common; i++) {
            const prefix = state.methods.length > 1 ? `${nameOf(state.methods[i])} (${i + 1}): ` : '';
            found.push(...methodChanges(initial.methods[i], state.methods[i], prefix));
        }
        for (const method of state.methods.slice(common)) found.push({ name: `${nameOf(method)} added` });
        for (const method of initial.methods.slice(common)) found.push({ name: `${nameOf(method)} removed` });
        return found;
    }

    // ---- Colors

    const colors = new Map();

    // The computed value of a variable of the style sheet, such as '--ink'.
    function themeColor(name) {
        if (!colors.has(name)) {
            colors.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
        }
        return colors.get(name);
    }

    function watchTheme() {
        for (const query of ['(prefers-color-scheme: dark)', 'print']) {
            matchMedia(query).addEventListener('change', () => {
                colors.clear();
                emit('theme');
            });
        }
    }

    // Begins with an open module and the settings of the report.
    function open(module, data) {
        Object.assign(explorer, { module, data, tables: module.tables });
        module.setRecorded(data.recorded.rows);
        initial = stateOf(data.settings);
        restore();
        shownProblem = mapKey();
        watchTheme();
        addEventListener('hashchange', () => {
            restore();
            emit('error', null);
            emitResults();
            for (const event of ['view', 'select', 'time']) emit(event);
        });
    }

    return {
        parts: [], module: null, data: null, tables: null, summary: null, searches: [], state: null, error: null,
        t: 0, last: 0, selected: 0, view: null, notice: '', maxMethods: MAX_METHODS,
        open, update, updateMethod, removeMethod, setTime, select, setView, reset, changes, tryValues,
        addMethod: (name) => insertMethod(explorer.state.methods.length, newMethod(name)),
        copyMethod: (i) => insertMethod(i + 1, structuredClone(explorer.state.methods[i])),
        on(event, listener) {
            (listeners[event] ??= []).push(listener);
        },
        color: (i) => themeColor(`--path-${i + 1}`),
        themeColor, element, optimizerOf, scheduleOf, problemOf, parametersOf,
        get userActed() {
            return userActed;
        },
    };
})();
