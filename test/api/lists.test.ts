/** Every connection of the schema takes the same four arguments, and what breaks clients of the released schema has to be named. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';

test('a field that gives a connection takes first, after, last and before', () => {
  const types = Object.values(buildApiSchema().getTypeMap()).filter(isObjectType);
  const lists = types
    .filter(({ name }) => name !== 'Subscription')
    .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const))
    .filter(([, field]) => getNamedType(field.type).name.endsWith('Connection'));
  expect(lists.length).toBeGreaterThan(10);
  const ways = ['first', 'after', 'last', 'before'];
  const lacking = lists.filter(([, { args }]) => !ways.every((way) => args.some(({ name }) => name === way)));
  expect(lacking.map(([name]) => name)).toEqual([]);
});

const RELEASED = 'type Query { list(size: Int): [String!]! gone: Int kept: Int }';
const SCHEMA = 'type Query { list(size: String): [String!]! kept: Int new: Int }';

async function compare(paths: readonly string[]): Promise<{ code: number | null; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-schema-'));
  const files = {
    'released.graphql': RELEASED,
    'schema.graphql': SCHEMA,
    'breaking.json': JSON.stringify([{ reason: 'It had to be.', paths }]),
  };
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const script = join(__dirname, '..', '..', 'scripts', 'compare-schema.js');
    return await new Promise((resolve) => {
      const child = execFile(process.execPath, [script, folder], (_error, _out, said) => {
        resolve({ code: child.exitCode, said });
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a change that breaks clients is accepted when it is named, and only as long as it breaks', async () => {
  expect(await compare(['Query.list', 'Query.gone'])).toEqual({ code: 0, said: '' });
  const unnamed = await compare(['Query.list.size']);
  expect(unnamed).toMatchObject({ code: 1, said: expect.stringMatching(/^Query\.gone: .*\n\n1 changes? would break/) });
  const stale = await compare(['Query.list', 'Query.gone', 'Query.kept']);
  expect(stale).toMatchObject({ code: 1, said: expect.stringMatching(/^Query\.kept: .* nothing about it breaks/) });
});
