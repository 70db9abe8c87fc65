/** What the client package adds to a page stays small: `node scripts/measure-client.js` prints it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Weight {
  minified: number;
  gzip: number;
}

const script = createRequire(__filename)(join(__dirname, '..', '..', 'scripts', 'measure-client.js')) as {
  measure: (entry: string) => Weight;
};

test.each([
  ['client', 13_500],
  ['react', 2_500],
  // Beside the library and graphql, which are there anyway.
  ['apollo', 4_800],
  ['urql', 4_800],
  ['relay', 4_800],
])('%s has %d bytes at most with gzip', (entry, most) => {
  const { minified, gzip } = script.measure(entry);
  expect(gzip).toBeLessThanOrEqual(most);
  // It has found the modules.
  expect(minified).toBeGreaterThan(3_000);
});
