/** The house rules: what must hold of the sources, the schema and the migrations, whoever changes them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { lexicographicSortSchema, printSchema, type GraphQLNamedType } from 'graphql';
import type { DataSource } from 'typeorm';
import { buildApiSchema } from '../src/api-schema';
import { migrate } from '../src/database/migrate';
import { MIGRATIONS } from '../src/entities';
import { openEmptyDatabase, type EmptyDatabase } from './support/open-empty-database';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

describe('schema/schema.graphql', () => {
  const committed = read('schema/schema.graphql');

  test('is what the resolvers say; otherwise run `npm run schema`', () => {
    const [head = '', ...rest] = committed.split('\n\n');
    expect(head).toMatch(/^# Emitted from the resolvers by `npm run schema`/);
    expect(rest.join('\n\n')).toBe(`${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`);
  });

  test('describes every type, field, argument and value', () => {
    const types = Object.values(buildSchema(committed).getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    const own = types.filter(({ name }) => !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name));
    expect(own.flatMap(undescribed)).toEqual([]);
  });
});

function undescribed(type: GraphQLNamedType): string[] {
  const missing = (name: string, { description }: { description?: string | null | undefined }): string[] =>
    description?.trim() ? [] : [name];
  const itself = missing(type.name, type);
  if (isScalarType(type)) return itself;
  if (isEnumType(type)) return [...itself, ...type.getValues().flatMap((v) => missing(`${type.name}.${v.name}`, v))];
  if (isInputObjectType(type)) {
    return [...itself, ...Object.values(type.getFields()).flatMap((f) => missing(`${type.name}.${f.name}`, f))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return itself;
  return [
    ...itself,
    ...Object.values(type.getFields()).flatMap((field) => [
      ...missing(`${type.name}.${field.name}`, field),
      ...field.args.flatMap((arg) => missing(`${type.name}.${field.name}(${arg.name})`, arg)),
    ]),
  ];
}

/** Everything that makes up the database, a line each. */
const STRUCTURE = `
  SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
  UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migration'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
  UNION ALL SELECT format('%s %s', t.typname, e.enumlabel) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
  UNION ALL SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY line`;

/** Foreign keys without an index whose leading columns are theirs. */
const BARE_FOREIGN_KEYS = `
  SELECT c.conrelid::regclass || ' ' || c.conname AS line FROM pg_constraint c
   WHERE c.contype = 'f' AND NOT EXISTS (
     SELECT FROM pg_index i
      WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
        AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
        AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] <@ c.conkey)`;

describe('migrations', () => {
  let database: EmptyDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await openEmptyDatabase();
    dataSource = await database.connect();
  });
  afterAll(() => database.drop());

  const linesOf = async (sql: string): Promise<string[]> =>
    (await dataSource.query<{ line: string }[]>(sql)).map(({ line }) => line);

  test('go up, down to nothing, and up again to the same', async () => {
    await migrate(dataSource, database.url);
    const first = await linesOf(STRUCTURE);
    expect(first.length).toBeGreaterThan(100);
    for (const _migration of MIGRATIONS) await dataSource.undoLastMigration({ transaction: 'each' });
    expect(await linesOf(STRUCTURE)).toEqual([]);
    await migrate(dataSource, database.url);
    expect(await linesOf(STRUCTURE)).toEqual(first);
  });

  test('say what the entities say', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('index every foreign key', async () => {
    const [keys] = await linesOf(`SELECT count(*)::text AS line FROM pg_constraint WHERE contype = 'f'`);
    expect(Number(keys)).toBeGreaterThan(4);
    expect(await linesOf(BARE_FOREIGN_KEYS)).toEqual([]);
  });

  test('may be started by several at once: each is carried out once', async () => {
    const fresh = await openEmptyDatabase();
    try {
      const sources = [await fresh.connect(), await fresh.connect(), await fresh.connect()];
      const done = await Promise.all(sources.map((each) => migrate(each, fresh.url)));
      expect(done.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
    } finally {
      await fresh.drop();
    }
  });

  test('that this program does not know stop it', async () => {
    await dataSource.query("INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Future9999999999999')");
    await expect(migrate(dataSource, database.url)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message:
        'The database was migrated by a newer Giao Ban (Future9999999999999). Start that version, or restore a backup from before the upgrade.',
    });
  });
});

describe('src', () => {
  const sources = filesBelow('src').filter((file) => file.endsWith('.ts'));
  const withClient = [...sources, ...filesBelow('client/src')];
  const offenders = (isOffence: (text: string, file: string) => boolean): string[] =>
    withClient.filter((file) => isOffence(read(file), file));

  test('is 720 files at most', () => {
    expect(sources.length).toBeLessThanOrEqual(720);
  });

  test('exports no name twice', () => {
    const exported = new Map<string, string[]>();
    const declared =
      /^export (?:default )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum) (\w+)/gm;
    for (const file of sources) {
      // A function has a line for each of its overloads.
      const names = new Set([...read(file).matchAll(declared)].map(([, name = '']) => name));
      for (const name of names) exported.set(name, [...(exported.get(name) ?? []), file]);
    }
    expect([...exported].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  test('is two levels deep at most', () => {
    expect(sources.filter((file) => file.split('/').length > 3)).toEqual([]);
  });

  test('has no file or folder that could hold anything', () => {
    const vague = /^(services?|managers?|helpers?|utils?|utilities|common|base|handlers?|dtos?|types|constants|index)$/;
    const isVague = (name: string): boolean => name.split(/[-.]/).some((word) => vague.test(word));
    expect(withClient.filter((file) => file.split('/').some(isVague))).toEqual([]);
  });

  test('opens each file with a comment that says what it is for', () => {
    expect(offenders((text) => !text.startsWith('/**'))).toEqual([]);
  });

  test('reads the environment in src/config.ts only', () => {
    const isReader = (text: string): boolean => /process\s*(\.\s*env|\[\s*['"]env)|from 'node:process'/.test(text);
    expect(offenders((text, file) => basename(file) !== 'config.ts' && isReader(text))).toEqual([]);
  });
});

test('client/ has the version of the server, and a source for each of its entries', () => {
  interface Package {
    version: string;
    exports: Record<string, string>;
  }
  const client = JSON.parse(read('client/package.json')) as Package;
  expect(client.version).toBe((JSON.parse(read('package.json')) as Package).version);
  const sources = Object.values(client.exports).map((file) =>
    file.replace('./dist', 'client/src').replace(/js$/, 'ts'),
  );
  expect(sources.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

describe('what is published', () => {
  const BINARY = /\.(png|jpe?g|gif|ico|woff2?|ttf|gz|zip)$/;
  const files = publishedFiles().filter((file) => !BINARY.test(file) && file !== relative(ROOT, __filename));
  const containing = (pattern: RegExp, among = files): string[] =>
    among.flatMap((file) => {
      const line = read(file)
        .split('\n')
        .findIndex((each) => pattern.test(each));
      return line < 0 ? [] : [`${file}:${line + 1}`];
    });

  test('names no folder of the machine that it was written on', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(containing(/(^|[\s"'`(=:])\/(work|root|home\/\w+)\//)).toEqual([]);
    const outsideTests = files.filter((file) => !file.startsWith('test/'));
    expect(containing(/(^|[\s"'`(=:])\/tmp\//, outsideTests)).toEqual([]);
  });

  test('names no package registry', () => {
    expect(containing(/https?:\/\/[^/\s"']*(registry|artifact|nexus|verdaccio|npm-?(proxy|mirror))/i)).toEqual([]);
  });
});

/** What git keeps; of a copy without git, everything but what is made. */
function publishedFiles(): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
    return listed.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
  } catch {
    const made = /(^|\/)(node_modules|dist|coverage|\.data|\.git)\//;
    return filesBelow('.').filter((file) => !made.test(file));
  }
}
