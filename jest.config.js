// Tests run on the TypeScript sources, translated file by file; types are checked by `npm run check`.
const { onlyLong } = require('./test/long/suites.js');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // What takes long: `npm run test:fresh` installs a clone, `npm run test:long` has the rest.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/fresh/', ...onlyLong],
  testEnvironment: '<rootDir>/test/support/one-realm.js',
  runtime: '<rootDir>/test/support/load-once.js',
  injectGlobals: false,
  // The page's sources are told their language when they are built.
  globals: { PAGE_LANGUAGE: 'both' },
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/start-postgres.ts',
  globalTeardown: '<rootDir>/test/support/stop-postgres.ts',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  maxWorkers: 2,
  // Only to end what hangs: a machine that is busy with other things may take ten times as long.
  testTimeout: 600_000,
};
