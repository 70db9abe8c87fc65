/** What answers cost beside peers; run from the TypeScript sources: `node bench/answers.js`. */
require('../test/support/typescript-hook');
require('./answers.ts');
