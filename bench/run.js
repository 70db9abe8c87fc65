/** The benchmarks, run from the TypeScript sources: `node bench/run.js`. */
require('../test/support/typescript-hook');
require('./run.ts');
