/** How long nobody hears anything when another database takes over; run from the TypeScript sources: `node bench/silence-of-failover.js`. */
require('../test/support/typescript-hook');
const { measureFailovers, printFailovers } = require('./silence-of-failover.ts');

void printFailovers(measureFailovers);
