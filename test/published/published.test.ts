/** P16: what an earlier version published is read from this one in the very same bytes, and its log can be had back with them (P15). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { verify } from '../../src/progress/verify';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase } from '../support/open-database';
import { hashDocuments } from '../support/read-published';
import { runGiaoban } from '../support/run-giaoban';
import { startOn, startTestApp, tokenFor } from '../support/start-test-app';
import { FORM_1, FORM_2, placeFrozen } from './forms';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

type Hashes = Record<string, Record<string, string>>;

/** Of the documents of a form, of the briefings whose name begins so. */
async function knownOf(form: string, beginning: string): Promise<Hashes> {
  const hashes = JSON.parse(await readFile(join(form, 'sha256.json'), 'utf8')) as Hashes;
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => name.startsWith(beginning)));
}

/** All documents of the briefings with these names, as `2025-04 AH.CT`. */
async function hashAll(url: string, names: readonly string[], token: string): Promise<Hashes> {
  const hashes: Hashes = {};
  for (const name of names) {
    const [month = '', organization = ''] = name.split(' ');
    hashes[name] = await hashDocuments(url, { month, organization }, token);
  }
  return hashes;
}

test.each([
  ['before the forms', FORM_1],
  ['that wrote form 2', FORM_2],
])('a campaign that was exported by the version %s, restored by this one', async (_version, form) => {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  const files = ['campaign.json', 'organizations.csv', 'events.csv'].map((name) => join(form, name));
  const settings = { DATABASE_URL: database.url };
  const { code, out, err } = await runGiaoban(['import', ...files, '--no-annotate'], { folder: form, settings });
  expect({ code, told: code === 0 ? '' : out + err }).toEqual({ code: 0, told: '' });
  expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  const app = await startOn(database.url);
  cleanUp.add(() => app.close());
  const expected = await knownOf(form, '2025-');
  expect(Object.keys(expected)).toHaveLength(5);
  expect(await hashAll(app.url, Object.keys(expected), await tokenFor(Role.ADMIN, 'TW'))).toEqual(expected);
});

test('what a newer version published is not written in another form', async () => {
  const app = await startTestApp();
  cleanUp.add(() => app.close());
  await placeFrozen(app.app.dataSource, 'VN');
  await app.app.dataSource.query(`
    UPDATE briefing b SET content = n.text, content_hash = encode(sha256(convert_to(n.text, 'UTF8')), 'hex')
      FROM (SELECT id, jsonb_set(content::jsonb, '{content,form}', '99')::text AS text FROM briefing) n
     WHERE n.id = b.id AND b.content IS NOT NULL`);
  const token = await tokenFor(Role.ADMIN);
  const { data, errors } = await app.send('{ briefings(year: 2020) { edges { node { month form text } } } }');
  expect(data).toEqual({ briefings: null });
  expect(errors).toMatchObject([
    { extensions: { code: 'UNAVAILABLE' }, path: ['briefings', 'edges', 0, 'node', 'text'] },
  ]);
  expect(errors?.[0]?.message).toContain('form 99');
  expect((await app.send('{ briefings(year: 2020) { edges { node { month form } } } }')).data).toEqual({
    briefings: { edges: [{ node: { month: '2020-03', form: 99 } }] },
  });
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${app.url}/briefings/2020-03.md`, { headers })).status).toBe(503);
});

test('the demo country: the centre, a city, a province with a title of its own, and one with odd text and shares', async () => {
  const app = await startTestApp();
  cleanUp.add(() => app.close());
  const expected = await knownOf(FORM_1, '2020-');
  expect(Object.keys(expected)).toHaveLength(4);
  for (const name of Object.keys(expected)) await placeFrozen(app.app.dataSource, name.split(' ')[1] ?? '');
  expect(await hashAll(app.url, Object.keys(expected), await tokenFor(Role.ADMIN))).toEqual(expected);
});
