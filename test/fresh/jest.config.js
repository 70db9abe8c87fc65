/** The first minutes of a newcomer, apart from the other tests: they install and start a clone, and need no database beside. */
const shared = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: shared.testMatch,
  testEnvironment: 'node',
  transform: shared.transform,
  testTimeout: 180_000,
};
