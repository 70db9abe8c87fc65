/** Random searches, with more time than the other tests give them, and the whole country where the others have the small one: `npm run test:long`. */
const shared = require('../../jest.config.js');

// Half an hour: half of it for subscriptions under faults, a sixth for each of the others.
const seconds = Number(process.env.LONG_SECONDS ?? 1_800);
process.env.ORACLE_SECONDS ??= String(seconds / 2);
process.env.PROPERTY_SECONDS ??= String(seconds / 6);

/** @type {import('jest').Config} */
module.exports = {
  ...shared,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: [
    '<rootDir>/test/long/round-trip.test.ts',
    '<rootDir>/test/oracle/oracle.test.ts',
    '<rootDir>/test/congress/property.test.ts',
    '<rootDir>/test/exchange/import-property.test.ts',
    '<rootDir>/test/rating/check-shares.test.ts',
  ],
  // One after the other: whatever fails has had the machine for itself.
  maxWorkers: 1,
};
