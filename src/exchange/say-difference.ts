/** Says what differs between two states of a congress, by the names of their columns. Pure. */
import type { CongressFields } from '../history/event-row';
import { FieldName, joinMessages, say, type Message } from '../words/message';

type Field = Exclude<keyof CongressFields, 'since' | 'reason'>;
export type CongressState = { readonly [key in Field]?: CongressFields[key] | undefined };

const FIELDS: readonly Field[] = [
  ...(['status', 'pilot', 'plannedOn', 'heldOn', 'delegatesSummoned'] as const),
  ...(['delegatesAttended', 'committeeElected', 'note'] as const),
];

/** `heldOn 2025-02-20 → 2025-02-21; note (empty) → "Tốt"`; nothing where nothing differs. */
export function sayDifference(before: CongressState, after: CongressState): Message | undefined {
  const parts = FIELDS.flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return was === is ? [] : [say`${new FieldName(field)} ${sayValue(was, field)} → ${sayValue(is, field)}`];
  });
  return parts.length === 0 ? undefined : joinMessages(parts, '; ');
}

function sayValue(value: string | number | boolean | null, field: Field): Message | string | number {
  if (value === null) return say`(empty)`;
  if (typeof value === 'boolean') return value ? say`yes` : say`no`;
  return field === 'note' ? say`"${value}"` : value;
}
