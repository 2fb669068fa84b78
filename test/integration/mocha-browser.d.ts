/** Mocha's build for browsers: sets the global `Mocha`. */
declare module 'mocha/mocha.js';
