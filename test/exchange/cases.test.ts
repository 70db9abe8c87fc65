/** What comes of sheets as people have them: every file of `cases`, beside the table that the documents show. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { MADE } from '../support/made-sheet-cases';
import { GIVEN, type SheetCase } from '../support/sheet-cases';
import { setUpCampaign, trySheet } from '../support/try-sheet';

const FOLDER = join(__dirname, 'cases');
const TABLE = join(__dirname, '../../docs/sheets.md');
const HEAD = `# What comes of sheets as people have them

Each file of [test/exchange/cases](../test/exchange/cases), of which those in \`made\` come from the program in their name, imported over the campaign of [examples/campaign](../examples/campaign), with what the command says and, after an arrow, what is recorded (counts: summoned/present/elected). \`test/exchange/cases.test.ts\` compares this page with what
it finds; \`UPDATE_SHEETS=1 npm test -- test/exchange/cases.test.ts\` writes it anew.
`;

const ALL = [...GIVEN, ...MADE];

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await setUpCampaign(database.dataSource);
});
afterAll(() => database.close());

const paths = new Map(
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
);

/** One line of the table. */
async function describeCase({ files, about, options = {}, typed }: SheetCase): Promise<string> {
  const given = files.map((file) => paths.get(file) ?? file);
  const lines = await trySheet(database.dataSource, given, options);
  const [first, ...others] = files.map((file) => `\`${basename(file)}\``);
  const named = [others.length === 0 ? first : [first, ...others].join(', '), typed && `\`${typed}\``];
  const [only] = files;
  const told = lines.map((line) => toCell(files.length === 1 ? withoutName(line, only) : line));
  return `| ${named.filter(Boolean).join('<br>')} | ${about} | ${told.join('<br>')} |`;
}

/** The first column has it already. */
function withoutName(line: string, name = ''): string {
  return line.startsWith(`${name}, `) || line.startsWith(`${name}: `) ? line.slice(name.length + 2) : line;
}

/** What a reader of the page sees is the text of the message. */
function toCell(line: string): string {
  return line
    .replace(/[&<>|\\*_[\]`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\s*\n\s*/g, ' ↵ ')
    .trim();
}

test('every file has the outcome that the documents show', async () => {
  const page = [HEAD];
  for (const { title, cases } of ALL) {
    page.push(`## ${title}\n`, '| file | what it is | what comes of it |\n| --- | --- | --- |');
    for (const each of cases) page.push(await describeCase(each));
    page.push('');
  }
  const text = page.join('\n');
  if (process.env['UPDATE_SHEETS'] !== undefined) writeFileSync(TABLE, text);
  expect(text.split('\n')).toEqual(readFileSync(TABLE, 'utf8').split('\n'));
});

test('no file is missing from the table', () => {
  const listed = new Set(ALL.flatMap(({ cases }) => cases.flatMap(({ files }) => files)));
  expect([...paths.keys()].filter((name) => !listed.has(name))).toEqual([]);
});
