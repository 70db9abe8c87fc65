/** What `npm run test:long` runs: suites that `npm test` leaves to it, and searches that both run, here for a time. */

/** They kill, cut off, restore and replace processes and clusters of their own, or drive a browser: minutes, not seconds. */
const FAULTS = [
  'bench/stopping',
  'cli/stopping-commands',
  'cli/stopping-replay',
  'client/in-browser',
  'crash/kill-postgres',
  'database/embedded-as-root',
  'database/embedded-orphan',
  'database/embedded-postgres',
  'database/embedded-refusals',
  'database/silence',
  'deploy/pgbouncer',
  'deploy/proxy',
  'examples/examples',
  'explorers/browser',
  'feed/answers-after-a-loss',
  'feed/copied-folder',
  'feed/promoted-standby',
  'feed/restored-dump',
  'feed/restored-in-place',
  'oracle/clean-deploy',
  'oracle/lost-log',
  'oracle/three-processes',
  'page/line',
  'upgrade/beside-released',
];

/** Installs twice, as the image does. */
const INSTALLED = ['deploy/image'];

const WHOLE_COUNTRY = ['demo/generate-demo-country', 'demo/load-demo', 'long/libreoffice', 'long/round-trip'];

/** Sixty thousand changes one after another: where there is time for them. `npm test` compares the plan of the year with the same figures. */
const WHOLE_YEAR = ['long/replay-year'];
const hasTime = Number(process.env.LONG_SECONDS ?? 1_800) >= 300;

const SEARCHES = [
  'client/caches',
  'oracle/oracle',
  'congress/property',
  'exchange/import-property',
  'rating/check-shares',
  'server/random-answers',
];

const toFile = (suite) => `<rootDir>/test/${suite}.test.ts`;

module.exports = {
  onlyLong: [...FAULTS, ...INSTALLED, ...WHOLE_COUNTRY, ...WHOLE_YEAR].map(toFile),
  long: [...FAULTS, ...INSTALLED, ...WHOLE_COUNTRY, ...(hasTime ? WHOLE_YEAR : []), ...SEARCHES].map(toFile),
};
