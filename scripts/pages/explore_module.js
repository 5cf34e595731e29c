// The WebAssembly module of explore.html as an object: the program's own searches, contours and numbers.
//
// A classic script that defines one function, openModule(bytes), for the page and for node.
const openModule = (() => {
    'use strict';

    const decoder = new TextDecoder();
    const encoder = new TextEncoder();

    // The text that the last function made.
    function lastText(exports) {
        const bytes = new Uint8Array(exports.memory.buffer, exports.explore_text(), exports.explore_text_length());
        return decoder.decode(bytes);
    }

    // The text of a function, which returns 0, or another value if the text is an error.
    function textOf(exports, name, ...parameters) {
        if (exports[name](...parameters) !== 0) {
            throw new Error(lastText(exports));
        }
        return lastText(exports);
    }

    // Calls a function with a text.
    function passText(exports, name, text) {
        const bytes = encoder.encode(text);
        const input = exports.explore_input(bytes.length);
        if (input === 0) {
            throw new Error('out of memory');
        }
        new Uint8Array(exports.memory.buffer, input, bytes.length).set(bytes);
        return exports[name](bytes.length);
    }

    function doubles(exports, pointer, count) {
        return new Float64Array(exports.memory.buffer, pointer, count);
    }

    // A value with a line break would begin another setting.
    function invalidPair(pairs) {
        let optimizer = -1;
        for (const [key, value] of pairs) {
            optimizer += key === 'optimizer' ? 1 : 0;
            if (/[\n\0]/.test(key + value)) {
                return { key, optimizer, message: 'must be one line' };
            }
        }
        return null;
    }

    // Search i: its summary, and its arrays. Each access of an array makes a view of the module's memory, which is
    // valid until the next call of set() or map().
    function makeSearch(exports, tables, summary, i) {
        const { count, width, optimizer } = summary.optimizers[i];
        const { quantities } = tables.optimizers.find((row) => row.name === optimizer);
        const search = {
            // x1 and x2 of each point
            get x() {
                return doubles(exports, exports.explore_x(i), 2 * count);
            },
            get f() {
                return doubles(exports, exports.explore_f(i), count);
            },
            // for each point and variable, the quantities of the update that led to it
            get record() {
                return doubles(exports, exports.explore_record(i), 2 * width * count);
            },
            quantity(t, variable, name) {
                const place = quantities.findIndex((quantity) => quantity.name === name);
                return place < 0 ? NaN : this.record[(2 * t + variable) * width + place];
            },
        };
        return Object.assign(search, summary.optimizers[i]);
    }

    function makeMap(exports, region) {
        if (exports.explore_map(...region) !== 0) {
            return { error: lastText(exports) };
        }
        const count = exports.explore_loop_count();
        const loops = new Int32Array(exports.memory.buffer, exports.explore_loops(), 3 * count);
        let points = 0;
        for (let k = 0; k < loops.length; k += 3) {
            points = Math.max(points, loops[k] + loops[k + 1]);
        }
        const [levelMin, levelMax, bands, isLog, hasHoles] = doubles(exports, exports.explore_scale(), 5);
        return {
            loops: loops.slice(),
            points: doubles(exports, exports.explore_loop_points(), 2 * points).slice(),
            bands, levelMin, levelMax, isLog: isLog !== 0, hasHoles: hasHoles !== 0,
        };
    }

    class Module {
        constructor(exports) {
            this.exports = exports;
            this.tables = JSON.parse(textOf(exports, 'explore_tables'));
            this.summary = null;
            this.recordedCount = 0;
        }

        // Computes with settings [key, value]; null, or { key, optimizer, message }, after which the previous results
        // remain.
        set(pairs) {
            const invalid = invalidPair(pairs);
            if (invalid !== null) {
                return invalid;
            }
            const text = pairs.map(([key, value]) => `${key}=${value}\n`).join('');
            if (passText(this.exports, 'explore_set', text) !== 0) {
                const error = lastText(this.exports);
                return error === '' ? { key: '', optimizer: -1, message: 'out of memory' } : JSON.parse(error);
            }
            this.summary = JSON.parse(textOf(this.exports, 'explore_summary'));
            return null;
        }

        search(i) {
            return makeSearch(this.exports, this.tables, this.summary, i);
        }

        // f, without noise, at any place.
        value(x1, x2) {
            return this.exports.explore_value(x1, x2);
        }

        // The contours of [x1min, x1max, x2min, x2max], or { error }.
        map(region) {
            return makeMap(this.exports, region);
        }

        // The files, and the command that writes them.
        trajectory() {
            return textOf(this.exports, 'explore_trajectory');
        }

        bands() {
            return textOf(this.exports, 'explore_bands');
        }

        command() {
            return textOf(this.exports, 'explore_command');
        }

        number(value, digits = 6) {
            return textOf(this.exports, 'explore_number', value, digits);
        }

        // The lines of the rule of search i, with the numbers of update t: [{ line, numbers }].
        rule(i, t) {
            return JSON.parse(textOf(this.exports, 'explore_rule', i, t));
        }

        // The rows of the report's trajectory.dat.
        setRecorded(text) {
            if (passText(this.exports, 'explore_recorded', text) !== 0) {
                throw new Error(lastText(this.exports));
            }
            this.recordedCount = this.exports.explore_recorded_count();
        }

        // How many of these rows are, bit for bit, those of the present results.
        identical() {
            return this.exports.explore_identical();
        }
    }

    return async (bytes) => {
        const { instance } = await WebAssembly.instantiate(bytes, {});
        return new Module(instance.exports);
    };
})();
