/** P16, P18: every figure of a published briefing has an operation that this version answers, and beside it that of its day, byte for byte. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { thaw } from '../../src/briefing/freeze';
import { openCleanUp } from '../support/clean-up';
import { evaluatePath } from '../support/evaluate-path';
import { openTestDatabase } from '../support/open-database';
import { runGiaoban } from '../support/run-giaoban';
import { post, requireData, startOn, startTestApp, tokenFor } from '../support/start-test-app';
import { FORM_1, placeFrozen } from './forms';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

interface Figure {
  key: string;
  value: number | null;
  query: string;
  variables: object;
  path: string;
  publishedQuery: string | null;
  publishedVariables: object | null;
  publishedPath: string | null;
}

interface Shown {
  month: string;
  status: string;
  figures: Figure[];
  restatements: { figure: { key: string }; after: number | null }[];
}

const BRIEFINGS = `query ($year: Year!, $organization: String) {
  briefings(year: $year, organization: $organization) {
    edges {
      node {
        month status
        figures { key value query variables path publishedQuery publishedVariables publishedPath }
        restatements { figure { key } after }
      }
    }
  }
}`;

/** Every figure is given again by its own operation: with its value, or with that by what is known now. */
async function expectAnswered(url: string, { figures, restatements }: Shown, token: string): Promise<void> {
  const now = new Map(restatements.map(({ figure, after }) => [figure.key, after]));
  const answers = new Map<string, unknown>();
  for (const { key, value, query, variables, path } of figures) {
    const asked = `${query} ${JSON.stringify(variables)}`;
    const data = answers.get(asked) ?? requireData(await post(url, query, variables, token));
    answers.set(asked, data);
    const known = now.has(key) ? now.get(key) : value;
    // What cannot be known is counted as nothing by the operation.
    const found = evaluatePath(path, data);
    const said = known === null && found === 0 ? null : found;
    // The first form rounds shares in another way.
    if (path.includes(' / '))
      expect({ key, isNear: Math.abs((said ?? 0) - (known ?? 0)) < 0.11 }).toEqual({ key, isNear: true });
    else expect([key, said]).toEqual([key, known]);
  }
}

async function read(url: string, year: number, organization: string, token: string): Promise<Shown[]> {
  const answer = await post<{ briefings: { edges: { node: Shown }[] } }, object>(
    url,
    BRIEFINGS,
    { year, organization },
    token,
  );
  return requireData(answer)
    .briefings.edges.map(({ node }) => node)
    .filter(({ status }) => status === 'PUBLISHED');
}

test('of a campaign that was exported by the version before the forms', async () => {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  const files = ['campaign.json', 'organizations.csv', 'events.csv'].map((name) => join(FORM_1, name));
  const settings = { DATABASE_URL: database.url };
  expect(await runGiaoban(['import', ...files, '--no-annotate'], { folder: FORM_1, settings })).toMatchObject({
    code: 0,
  });
  const app = await startOn(database.url);
  cleanUp.add(() => app.close());
  const token = await tokenFor(Role.ADMIN, 'TW');
  const organizations = await database.dataSource.query<{ code: string }[]>(
    'SELECT DISTINCT o.code FROM briefing b JOIN organization o ON o.id = b.organization_id WHERE b.content IS NOT NULL',
  );
  const shown: Shown[] = [];
  for (const { code } of organizations) shown.push(...(await read(app.url, 2025, code, token)));
  expect(shown).toHaveLength(5);
  for (const each of shown) await expectAnswered(app.url, each, token);
});

test("of the demo's briefings, as earlier versions and this one publish them", async () => {
  const app = await startTestApp();
  cleanUp.add(() => app.close());
  const token = await tokenFor(Role.ADMIN);
  for (const organization of ['VN', '01', '02', '04']) {
    await placeFrozen(app.app.dataSource, organization);
    const [shown, ...more] = await read(app.url, 2020, organization, token);
    expect(more).toEqual([]);
    const { content } = thaw(await readFile(join(FORM_1, `2020-03-${organization}.json`), 'utf8'));
    expect(
      shown!.figures.map(({ key, publishedQuery, publishedVariables, publishedPath }) => [
        ...[key, publishedQuery, publishedVariables, publishedPath],
      ]),
    ).toEqual(content.figures.map(({ id, query }) => [id, query.document, query.variables, query.path]));
    // That of 02 was put together by hand, with an indicator that there is not.
    for (const { query, variables } of shown!.figures) {
      const { errors = [] } = await post(app.url, query, variables, token);
      const codes = errors.map(({ extensions }) => extensions?.['code']);
      expect({ query, codes }).toEqual({ query, codes: Object.values(variables).includes('odd') ? ['NOT_FOUND'] : [] });
    }
    if (organization !== '02') await expectAnswered(app.url, shown!, token);
  }
});

test('a draft has no operation of its publication; once it is published, both are the same', async () => {
  const app = await startTestApp();
  cleanUp.add(() => app.close());
  const token = await tokenFor(Role.ADMIN);
  const FIGURES =
    '{ briefing(month: "2020-03") { figures { key query publishedQuery variables publishedVariables } } }';
  const draft = await app.ask<{ briefing: { figures: Figure[] } }>(FIGURES);
  expect(draft.briefing.figures.every(({ publishedQuery }) => publishedQuery === null)).toBe(true);
  await app.ask('mutation { publishBriefing(input: { month: "2020-03" }) { position } }');
  const [published] = await read(app.url, 2020, 'VN', token);
  expect(published!.figures.length).toBe(draft.briefing.figures.length);
  for (const [index, { query, publishedQuery, ...figure }] of published!.figures.entries()) {
    expect(publishedQuery).toBe(query);
    expect(figure.publishedVariables).toEqual(figure.variables);
    expect(query).toBe(draft.briefing.figures[index]!.query);
  }
  await expectAnswered(app.url, published!, token);
});
