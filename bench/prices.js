/** What a unit of cost buys, shape by shape; run from the TypeScript sources: `node bench/prices.js`. */
require('../test/support/typescript-hook');
require('./prices.ts');
