/** Every text that a mutation takes goes by the one rule set: a new one is tried here by itself, and has to be given its sort. */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BRIEFING_TITLE } from '../../src/briefing/briefing-texts';
import { KEY } from '../../src/text/text-rule';
import { BAD_TEXTS, longestText, tooLongText, UNSEEN_TEXTS } from '../support/bad-texts';
import { EACH_MUTATION, inputOf, mutation } from '../support/each-mutation';
import type { Answer } from '../support/start-test-app';
import { startImportedCountry, type ImportedCountry } from '../support/start-imported-country';
import { TEXT_INPUTS, withText, type TextInput } from '../support/text-inputs';

let country: ImportedCountry;

beforeAll(async () => {
  country = await startImportedCountry();
});
afterAll(() => country.close());

test('says of every text what it is: a new one needs a sort in text-inputs.ts', () => {
  expect(TEXT_INPUTS.length).toBeGreaterThan(100);
  expect(
    TEXT_INPUTS.filter(({ sort }) => sort === undefined).map(({ path, ...text }) => `${text.mutation} ${path}`),
  ).toEqual([]);
});

const send = (name: string, input: unknown): Promise<Answer<unknown>> => country.send(mutation(name), { input });

interface Refused {
  text: string;
  of: { code: unknown; argument: unknown };
}

/** How each is refused that stands there; an answer without an error, or with more than one, has no code. */
function refusalsOf(name: string, input: Record<string, unknown>, path: string, texts: string[]): Promise<Refused[]> {
  return Promise.all(
    texts.map(async (text) => {
      const { errors = [] } = await send(name, withText(input, path, text));
      const { code, argument } = errors.length === 1 ? (errors[0]!.extensions ?? {}) : {};
      return { text, of: { code, argument } };
    }),
  );
}

/** What can be looked up, but is never there. */
const ODD = ['\u200b', '\ufeff', '\u3164', ' \n ', "'; --", '%', '😀'.repeat(3_000)];

/** What must be refused wherever it stands. */
function badTextsFor({ sort, mustBe }: TextInput): string[] {
  const unfit = BAD_TEXTS.map(({ character }) => `Lý do${character} ấy`);
  if (sort === 'key')
    return [...unfit, tooLongText(KEY), ...UNSEEN_TEXTS.filter((text) => [...text].length <= KEY.longest)];
  if (typeof sort !== 'object') return unfit;
  return [...unfit, tooLongText(sort), ...(mustBe && !isUsualWhenEmpty(sort) ? UNSEEN_TEXTS : [])];
}

/** An empty title of a briefing stands for the usual one. */
const isUsualWhenEmpty = (sort: TextInput['sort']): boolean => sort === BRIEFING_TITLE;

describe('each text of', () => {
  test.each(EACH_MUTATION)('%s', async (name, given) => {
    const input = await inputOf(country.dataSource, given);
    const texts = TEXT_INPUTS.filter((text) => text.mutation === name);
    for (const text of texts) {
      const refusals = await refusalsOf(name, input, text.path, badTextsFor(text));
      const expected = { code: 'BAD_USER_INPUT', argument: `input.${text.path}` };
      expect(refusals.filter((refusal) => !isDeepStrictEqual(refusal.of, expected))).toEqual([]);
      if (typeof text.sort === 'object' || text.sort === 'key') continue;
      // Never a fault of the server, whatever is looked up.
      const odd = await refusalsOf(name, input, text.path, ODD);
      expect(odd.filter(({ of: { code } }) => code !== 'BAD_USER_INPUT' && code !== 'NOT_FOUND')).toEqual([]);
    }
    await expectKept(name, input, texts);
  });
});

/** All of them at once, as long as they may be: the log has them as they are kept. */
async function expectKept(name: string, input: Record<string, unknown>, texts: readonly TextInput[]): Promise<void> {
  let filled = input;
  const kept: string[] = [];
  for (const { path, sort } of texts) {
    if (typeof sort !== 'object') continue;
    const longest = longestText(sort, name);
    filled = withText(filled, path, longest.given);
    kept.push(longest.kept);
  }
  expect((await send(name, filled)).errors).toBeUndefined();
  const [entry] = await country.dataSource.query<{ reason: string | null; body: unknown }[]>(
    'SELECT reason, body FROM log_entry ORDER BY position DESC LIMIT 1',
  );
  const recorded = JSON.stringify(entry);
  expect(kept.filter((each) => !recorded.includes(JSON.stringify(each)))).toEqual([]);
}
