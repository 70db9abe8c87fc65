/** What files cost, beside the API and a bare COPY; run from the TypeScript sources: `node bench/exchange.js`. */
require('../test/support/typescript-hook');
require('./exchange.ts');
