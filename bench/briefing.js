/** What a briefing costs, beside counting it in SQL; run from the TypeScript sources: `node bench/briefing.js`. */
require('../test/support/typescript-hook');
require('./briefing.ts');
