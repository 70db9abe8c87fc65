/** Secrets in files: what is taken, and the one line that says what is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config/config';
import { problemOf } from './support/problem-of';

const SECRET = 'x'.repeat(32);
let folder: string;
const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaoban-secrets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what is taken', () => {
  test.each([
    ['as it is', SECRET],
    ['without the end of its line', `${SECRET}\n`],
    ['without the end of its line, as Windows has it', `${SECRET}\r\n`],
  ])('a secret %s', (_how, text) => {
    const { tokenSecrets } = readConfig({ AUTH_JWT_SECRET_FILE: write('secret', text) });
    expect(tokenSecrets).toEqual([new TextEncoder().encode(SECRET)]);
  });

  test('spaces and an empty line are part of it', () => {
    const { tokenSecrets } = readConfig({ AUTH_JWT_SECRET_FILE: write('secret', ` ${SECRET}\n\n`) });
    expect(tokenSecrets).toEqual([new TextEncoder().encode(` ${SECRET}\n`)]);
  });

  test('the address of the database', () => {
    const file = write('address', 'postgres://somebody:hunter2@localhost/giaoban\n');
    expect(readConfig({ DATABASE_URL_FILE: file })).toMatchObject({
      databaseUrl: 'postgres://somebody:hunter2@localhost/giaoban',
      publicTotals: false,
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig({ AUTH_JWT_SECRET_FILE: ' ', DATABASE_URL_FILE: '' })).toEqual(readConfig({}));
    const file = write('secret', SECRET);
    expect(readConfig({ AUTH_JWT_SECRET_FILE: file, AUTH_JWT_SECRET: '' }).tokenSecrets?.[0]).toHaveLength(32);
  });
});

describe('what stops the start, with one line', () => {
  const problemWith = (file: string, others: Record<string, string> = {}) =>
    problemOf(() => readConfig({ AUTH_JWT_SECRET_FILE: file, ...others }));

  test('both', () => {
    const problem = problemWith(write('secret', SECRET), { AUTH_JWT_SECRET: SECRET });
    expect(problem.message).toBe('AUTH_JWT_SECRET_FILE is set beside AUTH_JWT_SECRET. Unset one of the two.');
    expect(problem.details.argument).toBe('AUTH_JWT_SECRET_FILE');
  });

  test('a file that is not there', () => {
    const file = join(folder, 'nowhere');
    expect(problemWith(file).message).toBe(
      `AUTH_JWT_SECRET_FILE names ${file}, which is not there. Write the secret into it, or correct the path.`,
    );
  });

  test('a folder, which an engine makes where the file is missing', () => {
    expect(problemWith(folder).message).toBe(`AUTH_JWT_SECRET_FILE names ${folder}, which is a folder. Name the file.`);
  });

  test.each(['', '\n', ' \n'])('an empty file: %j', (text) => {
    const file = write('empty', text);
    expect(problemWith(file).message).toBe(
      `AUTH_JWT_SECRET_FILE names ${file}, which is empty. Write the secret into it.`,
    );
  });

  test('what stands in it is not repeated', () => {
    const file = write('address', 'postgre://somebody:hunter2@localhost/giaoban\n');
    expect(problemOf(() => readConfig({ DATABASE_URL_FILE: file })).message).not.toContain('hunter2');
  });
});
