/** What it costs that many come back at once; run from the TypeScript sources: `node bench/come-back.js`. */
require('../test/support/typescript-hook');
require('./come-back.ts');
