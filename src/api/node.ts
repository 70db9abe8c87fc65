/** What a client can fetch again by its id alone, and how such ids are written. */
import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'Something that can be fetched again by its id alone.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, and unique across the whole API.' })
  id!: unknown;
}

/** The id that clients see: the type and its internal key, opaque. */
export function toGlobalId(type: string, key: string | number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** What an id is made of. */
export interface GlobalId {
  type: string;
  key: string;
  /** Position of the entry of the log that shows the thing as it was; null for the thing as it is. */
  recordedAt: number | null;
}

/** The parts of an id that clients send; null when it is not one of ours. */
export function fromGlobalId(id: string): GlobalId | null {
  const text = Buffer.from(id, 'base64url').toString();
  const [, type, key, recordedAt] = /^([A-Za-z]+):(.+?)(?:@([1-9]\d{0,8}))?$/s.exec(text) ?? [];
  if (type === undefined || key === undefined || Buffer.from(text).toString('base64url') !== id) return null;
  return { type, key, recordedAt: recordedAt === undefined ? null : Number(recordedAt) };
}
