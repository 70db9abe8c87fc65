/** What catching up costs, beside reading the same columns alone; run from the TypeScript sources: `node bench/catch-up.js`. */
require('../test/support/typescript-hook');
require('./catch-up.ts');
