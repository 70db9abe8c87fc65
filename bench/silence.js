/** How long nobody hears anything after a fault; run from the TypeScript sources: `node bench/silence.js`. */
require('../test/support/typescript-hook');
require('./silence.ts');
