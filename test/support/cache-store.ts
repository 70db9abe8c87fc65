/** What a normalised cache would make of answers: things by their ids, each as the answers at their positions say (P18). */

export type Fields = Record<string, unknown>;

/** A thing as one answer has it. */
export interface Shown {
  id: string;
  type: string;
  /** Position of the log that the answer shows. */
  at: number;
  fields: Fields;
}

/** Every thing with an id in the data of an answer. */
export function thingsIn(data: unknown, at: number): Shown[] {
  if (Array.isArray(data)) return data.flatMap((each) => thingsIn(each, at));
  if (typeof data !== 'object' || data === null) return [];
  const { __typename: type, id, ...rest } = data as Fields;
  const inside = Object.values(rest).flatMap((each) => thingsIn(each, at));
  if (typeof type !== 'string' || typeof id !== 'string') return inside;
  const fields = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => typeof value !== 'object' || value === null),
  );
  return [{ id, type, at, fields }, ...inside];
}

/** What the id says beside the type: the key, and the position of an older state. */
export function readId(id: string): { key: string; recordedAt: number | null } {
  const [, key = '', recordedAt] = /^\w+:(.+?)(?:@(\d+))?$/.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  return { key, recordedAt: recordedAt === undefined ? null : Number(recordedAt) };
}

/** Where two answers of one position say different things under one id. */
export function contradictions(shown: readonly Shown[]): string[] {
  const known = new Map<string, Fields>();
  return shown.flatMap(({ id, type, at, fields }) => {
    const name = `${type} ${JSON.stringify(readId(id))} at ${at}`;
    const before = known.get(name) ?? {};
    known.set(name, { ...before, ...fields });
    return Object.entries(fields)
      .filter(([field, value]) => field in before && before[field] !== value)
      .map(([field, value]) => `${name}: ${field} is ${String(before[field])} and ${String(value)}`);
  });
}
