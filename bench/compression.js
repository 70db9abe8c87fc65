/** What compression saves and costs, in ten likely answers; run from the TypeScript sources: `node bench/compression.js`. */
require('../test/support/typescript-hook');
require('./compression.ts');
