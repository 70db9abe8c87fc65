/** What somebody meant by a code that they may not see or that is not there: the nearest of those that they may see (P7). */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer';
import type { Snapshot } from '../database/snapshot';
import { shorten } from '../text/shorten';
import { wordsOf } from '../text/words';
import { say, type Message } from '../words/message';
import { beginnings, WORDS } from './search-organizations';

export interface NamedOrganization {
  code: string;
  name: string;
}

type Ask = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

const MOST = 3;
/** Where more codes of one request are wrong, a whole column is. */
const MOST_CODES = 10;
/** Longer ones have too many neighbours, and are hardly a code with one wrong letter. */
const LONGEST = 24;

/** A code that might be meant, and how far it is from what was written. */
interface Variant {
  code: string;
  distance: number;
}

/** Each is looked up by the index, whatever the planner thinks of how many there are. */
const FIND = `
  SELECT variant.written, found.code, found.name
    FROM unnest($1::integer[], $2::text[], $3::integer[]) AS variant (written, code, distance)
   CROSS JOIN LATERAL (SELECT o.code, o.name FROM organization o
                        WHERE o.code = variant.code AND o.path @> ARRAY[$4::integer] OFFSET 0) AS found
   ORDER BY variant.written, variant.distance, found.code`;

const FIND_BY_NAME = `
  SELECT o.code, o.name FROM organization o
   WHERE ${WORDS} @@ CAST($1 AS tsquery) AND o.path @> ARRAY[$2::integer]
   ORDER BY o.level, o.code LIMIT ${MOST}`;

/** For each code the nearest, in the order of the codes: none where the viewer sees the code itself, and after many codes. */
export async function findNearest(
  ask: Ask,
  { path }: Pick<Viewer, 'path'>,
  codes: readonly string[],
): Promise<NamedOrganization[][]> {
  const own = path.at(-1);
  if (own === undefined || codes.length === 0) return codes.map(() => []);
  const variants = codes
    .slice(0, MOST_CODES)
    .flatMap((code, written) => variantsOf(code).map((variant) => ({ ...variant, written })));
  const found = await ask<NamedOrganization & { written: number }>(FIND, [
    variants.map(({ written }) => written),
    variants.map(({ code }) => code),
    variants.map(({ distance }) => distance),
    own,
  ]);
  const nearest = codes.map((code, at) => {
    const here = found.filter(({ written }) => written === at);
    return here.some((each) => each.code === code) ? [] : distinct(here).slice(0, MOST);
  });
  const [only] = codes;
  if (codes.length > 1 || only === undefined || found.length > 0) return nearest;
  const words = wordsOf(only);
  // Somebody wrote a name where the code should be.
  const isName = words.some((word) => /\p{L}{2}/u.test(word)) && only.length <= 300;
  return [isName ? await ask<NamedOrganization>(FIND_BY_NAME, [beginnings(words), own]) : []];
}

function distinct(found: readonly NamedOrganization[]): NamedOrganization[] {
  return [...new Map(found.map(({ code, name }) => [code, { code, name }])).values()];
}

/** The code itself, then what a spreadsheet makes of it, then one letter other, and last what it would lie below. */
function variantsOf(written: string): Variant[] {
  const code = written.trim();
  if (code === '' || code.length > LONGEST) return [];
  const alike = [code, code.toUpperCase(), code.toLowerCase(), ...withZeros(code)];
  const above = code.split('.').flatMap((_part, at, parts) => (at === 0 ? [] : [parts.slice(0, at).join('.')]));
  return [
    { code: written, distance: 0 },
    ...alike.map((each) => ({ code: each, distance: 1 })),
    ...swapped(code).map((each) => ({ code: each, distance: 2 })),
    ...oneOther(code).map((each) => ({ code: each, distance: 3 })),
    ...above
      .reverse()
      .flatMap((each, at) => [each, ...withZeros(each)].map((one) => ({ code: one, distance: 4 + at }))),
  ];
}

/** Excel makes `1` of the code `01`, and `1.002` of `01.002`. */
export function withZeros(written: string): string[] {
  return /^\d/.test(written) ? [`0${written}`, `00${written}`] : [];
}

function swapped(code: string): string[] {
  return Array.from({ length: code.length - 1 }, (_, at) =>
    [code.slice(0, at), code[at + 1], code[at], code.slice(at + 2)].join(''),
  );
}

const DIGITS = '0123456789.';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** With one letter less, more or other. */
function oneOther(code: string): string[] {
  const alphabet = [...DIGITS, ...(/\p{L}/u.test(code) ? LETTERS : '')];
  return Array.from({ length: code.length + 1 }, (_, at) => {
    const [before, after] = [code.slice(0, at), code.slice(at)];
    const others = alphabet.flatMap((letter) => [before + letter + after, before + letter + after.slice(1)]);
    return [before + after.slice(1), ...others];
  }).flat();
}

/** The end of a message: ` Nearest: 01 (Đảng bộ thành phố Hà Nội).` */
export function sayNearest(nearest: readonly NamedOrganization[]): Message | '' {
  if (nearest.length === 0) return '';
  return say` Nearest: ${nearest.map(({ code, name }) => `${code} (${shorten(name, 80)})`).join(', ')}.`;
}

/** The message for a code that the viewer does not see. */
export function unknownCode(code: string, nearest: readonly NamedOrganization[]): Message {
  return nearest.length === 0
    ? say`There is no organization with the code "${shorten(code)}". Look it up with organizations(search: …).`.inFiles(
        say`There is no organization with the code "${shorten(code)}". Look it up in the sheet of organizations.`,
      )
    : say`There is no organization with the code "${shorten(code)}".${sayNearest(nearest)}`;
}

/** What is asked of one place at once is looked up at once. Use as `snapshot.once(nearestByCode)`. */
export function nearestByCode(
  snapshot: Snapshot,
): DataLoader<{ viewer: Viewer; code: string }, NamedOrganization[], string> {
  const ask: Ask = (sql, parameters) => snapshot.query(sql, parameters);
  return new DataLoader(
    async (asked) => {
      const [first] = asked;
      // One operation has one viewer.
      return first === undefined
        ? []
        : findNearest(
            ask,
            first.viewer,
            asked.map(({ code }) => code),
          );
    },
    { cacheKeyFn: ({ code }) => code },
  );
}
