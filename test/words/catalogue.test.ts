/** Every sentence that users of the API may be told is there in every language, and the catalogue has no others. */
import { describe, expect, test } from '@jest/globals';
import * as ts from 'typescript';
import vietnamese from '../../src/words/vi.json';
import { translate } from '../../src/words/translate';
import { say } from '../../src/words/message';
import {
  constructionsOf,
  folderOf,
  reachableFrom,
  sentencesOf,
  sourceFiles,
  type Sentence,
} from '../support/read-sentences';

const FILES = sourceFiles();
const SAID = FILES.flatMap(sentencesOf);
const CATALOGUE: Readonly<Record<string, Readonly<Record<string, string>>>> = vietnamese;

/** Where it is said, and what, such as `congress: The congress`. */
const entryOf = ({ file, template }: Sentence): string => `${folderOf(file)}: ${template}`;
const placesOf = (sentence: string): string[] => sentence.match(/\{\d+\}/g) ?? [];

describe('the Vietnamese catalogue', () => {
  const entries = Object.entries(CATALOGUE).flatMap(([folder, sentences]) =>
    Object.entries(sentences).map(([english, vietnamese]) => ({ folder, english, vietnamese })),
  );

  test('has what the sources say, folder by folder: nothing is missing, and nothing left over', () => {
    // A sentence of values alone, such as `{0}`, has no words.
    const wanted = SAID.filter(({ tag, template }) => tag === 'say' && /\p{L}/u.test(template));
    expect(wanted.length).toBeGreaterThan(200);
    const inCatalogue = entries.map(({ folder, english }) => `${folder}: ${english}`);
    expect(inCatalogue.toSorted()).toEqual([...new Set(wanted.map(entryOf))].toSorted());
  });

  test('puts every value where the English sentence has it, in whatever order', () => {
    const wrong = entries.filter(({ english, vietnamese }) => {
      return placesOf(vietnamese).toSorted().join() !== placesOf(english).toSorted().join();
    });
    expect(wrong).toEqual([]);
  });

  test('says the same sentence in one way wherever it is said', () => {
    const ways = new Map<string, string>();
    const several = entries.filter(({ english, vietnamese }) => {
      const first = ways.get(english) ?? vietnamese;
      ways.set(english, first);
      return first !== vietnamese;
    });
    expect(several).toEqual([]);
  });

  test('has room in the reason for which a socket is closed: why somebody is not let in', () => {
    const reasons = Object.entries(CATALOGUE['access'] ?? {}).flat();
    // One that quotes another sentence may be cut.
    const long = reasons.filter((reason) => !reason.includes('{0}') && Buffer.byteLength(reason) > 123);
    expect(long).toEqual([]);
  });

  test('is written in Vietnamese, in composed letters, and ends a sentence where the English ends one', () => {
    const wrong = entries.filter(({ english, vietnamese }) => {
      const isSame = vietnamese === english && /\p{L}/u.test(english.replace(/\{\d+\}/g, ''));
      return isSame || vietnamese !== vietnamese.normalize('NFC') || endOf(vietnamese) !== endOf(english);
    });
    expect(wrong).toEqual([]);
  });
});

function endOf(sentence: string): string {
  return /[.:?]$/.exec(sentence)?.[0] ?? '';
}

describe('what the API can reach', () => {
  const ABOVE = FILES.filter((file) =>
    /^src\/(server|download|explorers|access|feed|press)\/|^src\/api-schema/.test(file),
  );
  const reached = reachableFrom(ABOVE);

  test('says nothing in English alone', () => {
    expect(reached.size).toBeGreaterThan(250);
    const inEnglish = SAID.filter(({ file, tag }) => tag === 'plain' && reached.has(file));
    expect(inEnglish).toEqual([]);
  });

  test('throws no error of the GraphQL library with words of its own', () => {
    const own = [...reached].flatMap((file) =>
      constructionsOf(file, 'GraphQLError')
        .filter(isWritten)
        .map(() => file),
    );
    expect(own).toEqual([]);
  });
});

/** It may pass on the words of another error. */
function isWritten(argument: ts.Expression): boolean {
  return !(ts.isPropertyAccessExpression(argument) && argument.name.text === 'message');
}

describe('a message', () => {
  const inner = say`not planned`;
  const message = say`The congress is ${inner}; only a cancelled one can be reinstated.`;

  test('is said in either language, with the messages in it', () => {
    expect(String(message)).toBe('The congress is not planned; only a cancelled one can be reinstated.');
    expect(translate(message, 'en')).toBe(String(message));
    expect(translate(message, 'vi')).toBe(
      'Trạng thái của đại hội: chưa có kế hoạch; chỉ khôi phục được đại hội đã hủy.',
    );
  });

  test('that the catalogue lacks is said in English', () => {
    expect(translate(say`Nobody has translated ${1} of ${inner}.`, 'vi')).toBe(
      'Nobody has translated 1 of chưa có kế hoạch.',
    );
  });

  test('does not read places out of a value', () => {
    expect(translate(say`The ${'{1}'} is empty. Fill it in.`, 'vi')).toBe('Trường {1} đang trống. Hãy ghi nội dung.');
  });
});
