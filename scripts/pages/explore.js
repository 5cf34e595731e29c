// Opens the module of explore.html, and starts the parts of the page; without it, the report is shown.
(() => {
    'use strict';

    const root = document.documentElement;

    function bytesOf(base64) {
        const text = atob(base64.trim());
        return Uint8Array.from(text, (character) => character.charCodeAt(0));
    }

    function fail(error) {
        const failure = document.getElementById('failure');
        root.classList.remove('computing');
        failure.textContent = `This page cannot run in this browser: ${error.message}. The report follows.`;
        failure.hidden = false;
    }

    async function open() {
        if (typeof WebAssembly !== 'object') throw new Error('it does not support WebAssembly');
        const data = JSON.parse(document.getElementById('data').textContent);
        explorer.open(await openModule(bytesOf(document.getElementById('module').textContent)), data);
        root.classList.add('computing');
        for (const start of explorer.parts) start();
    }

    open().catch((error) => {
        fail(error);
        throw error;
    });
})();
