/** What the page costs a reader, and whether it keeps up; run from the TypeScript sources: `node bench/page.js`. */
require('../test/support/typescript-hook');
require('./page.ts');
