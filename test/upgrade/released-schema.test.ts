/** The schema that changes are compared with is that of the released version. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { RELEASED } from '../support/released-version';

const ROOT = join(__dirname, '..', '..');

test('schema/released.graphql is what was released', () => {
  const released = execFileSync('git', ['show', `${RELEASED}:schema/schema.graphql`], {
    cwd: ROOT,
    maxBuffer: 10_000_000,
  });
  expect(readFileSync(join(ROOT, 'schema', 'released.graphql'), 'utf8')).toBe(released.toString());
});
