/** What a unit of cost buys, field by field; run from the TypeScript sources: `node bench/cost-of-fields.js`. */
require('../test/support/typescript-hook');
require('./cost-of-fields.ts');
