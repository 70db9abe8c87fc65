/** What `npm pack ./client` puts into the file that applications install. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..', '..');

test('the package says what it is, and under which licence', () => {
  const packed = execFileSync('npm', ['pack', './client', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  const [own, ours] = ['client/LICENSE', 'LICENSE'].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  expect(own).toBe(ours);
});
