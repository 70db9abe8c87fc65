/** Says what differs between two states of a congress, by the names of their columns. Pure. */
import type { CongressFields } from '../history/event-row';
import { say, type Message } from '../words/message';

type Field = Exclude<keyof CongressFields, 'since' | 'reason'>;
export type CongressState = { readonly [key in Field]?: CongressFields[key] | undefined };

const NAMES: Readonly<Record<Field, Message>> = {
  status: say`status`,
  pilot: say`pilot`,
  plannedOn: say`plannedOn`,
  heldOn: say`heldOn`,
  delegatesSummoned: say`delegatesSummoned`,
  delegatesAttended: say`delegatesAttended`,
  committeeElected: say`committeeElected`,
  note: say`note`,
};

const WORDS: ReadonlyMap<unknown, Message> = new Map<unknown, Message>([
  ['PLANNED', say`planned`],
  ['POSTPONED', say`postponed`],
  ['COMPLETED', say`completed`],
  ['CANCELLED', say`cancelled`],
  [true, say`yes`],
  [false, say`no`],
  [null, say`empty`],
]);

/** `heldOn 2025-02-20 → 2025-02-21; note empty → "Tốt"`; nothing where nothing differs. */
export function sayDifference(before: CongressState, after: CongressState): Message | undefined {
  const parts = (Object.keys(NAMES) as Field[]).flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return was === is ? [] : [say`${NAMES[field]} ${sayValue(was)} → ${sayValue(is)}`];
  });
  const [first, ...others] = parts;
  return first === undefined ? undefined : others.reduce((all, part) => say`${all}; ${part}`, first);
}

function sayValue(value: string | number | boolean | null): Message | string | number {
  const word = WORDS.get(value);
  if (word !== undefined) return word;
  if (typeof value === 'number') return value;
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : say`"${text}"`;
}
