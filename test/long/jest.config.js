/** What takes minutes: faults of processes and clusters, random searches for a time, the files of the whole country. `npm run test:long` runs it. */
const shared = require('../../jest.config.js');
const { long } = require('./suites.js');

// Half an hour: half of it for subscriptions under faults, an eighth for each of the others.
const seconds = Number(process.env.LONG_SECONDS ?? 1_800);
process.env.ORACLE_SECONDS ??= String(seconds / 2);
process.env.PROPERTY_SECONDS ??= String(seconds / 8);

/** @type {import('jest').Config} */
module.exports = {
  ...shared,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: long,
};
