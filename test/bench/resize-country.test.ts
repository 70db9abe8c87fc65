/** The demo country can be had with fewer organizations and with more: each has the one above it, and its congress. */
import { expect, test } from '@jest/globals';
import { resizeCountry } from '../../bench/answers/resize-country';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import { readProvincesFile } from '../../src/demo/read-provinces';

test.each([520, 60_000])('%i organizations', async (wanted) => {
  const { organizations, decisions } = resizeCountry(
    generateDemoCountry('2020-02-29', await readProvincesFile()),
    wanted,
  );
  expect(organizations).toHaveLength(wanted);
  const codes = new Set<string | null>();
  for (const { code, parentCode } of organizations) {
    expect(parentCode === null || codes.has(parentCode)).toBe(true);
    codes.add(code);
  }
  expect(codes.size).toBe(wanted);
  const planned = decisions.filter(({ kind }) => kind === 'PLANNED').map(({ organization }) => organization);
  expect(new Set(planned)).toEqual(codes);
});
