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

/** Type and internal key of an id that clients send; null when it is not one of ours. */
export function fromGlobalId(id: string): { type: string; key: string } | null {
  const [, type, key] = /^([A-Za-z]+):(.+)$/s.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  return type !== undefined && key !== undefined && toGlobalId(type, key) === id ? { type, key } : null;
}
