/** What attacks cost everybody else; run from the TypeScript sources: `node bench/attacks.js`. */
require('../test/support/typescript-hook');
require('./attacks.ts');
