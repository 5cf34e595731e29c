// Controls of explore.html: settings, status, results and command.
(() => {
    'use strict';
})();
