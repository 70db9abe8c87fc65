/** Relay connections: pages of a list, gone through with `first` and `after`. */
import { GraphQLString, type GraphQLScalarType } from 'graphql';
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { Problem } from '../problem';
import { isStorable } from '../text/unfit-characters';

@ObjectType({ description: 'Where a page is in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge: pass it as `after` for the next page.',
  })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  pageInfo: PageInfo;
  /** Counts when asked: most pages are read without it. */
  countAll: () => Promise<number>;
}

const MOST_AT_ONCE = 200;
const USUAL = 50;

/** How many to read: 0 to 200. */
export function requirePageSize(size: number | null | undefined, argument: string, usual = USUAL): number {
  if (size === null || size === undefined) return usual;
  if (size >= 0 && size <= MOST_AT_ONCE) return size;
  throw new Problem('BAD_USER_INPUT', `${argument} is ${size}; ask for 0 to ${MOST_AT_ONCE} at a time.`, {
    argument,
    limit: MOST_AT_ONCE,
    actual: size,
  });
}

/** A page from rows of which one more was read than asked for. */
export function toConnection<T>(
  rows: readonly Edge<T>[],
  size: number,
  hasPreviousPage: boolean,
  countAll: () => Promise<number>,
): Connection<T> {
  const edges = rows.slice(0, size);
  const pageInfo = {
    hasNextPage: rows.length > size,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, countAll };
}

/** Where a page begins: the sort key of the edge before it, opaque to clients. */
export function toPageCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor of this list; throws BAD_USER_INPUT when it is not one. */
export function fromPageCursor(cursor: string, length: number): string[] {
  const refuse = (): never => {
    throw new Problem(
      'BAD_USER_INPUT',
      'The cursor is not from this list. Pass an endCursor exactly as the API returned it.',
      {
        argument: 'after',
      },
    );
  };
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return refuse();
  }
  if (!Array.isArray(key) || key.length !== length) return refuse();
  return key.map((part) => (typeof part === 'string' && isStorable(part) ? part : refuse()));
}

/** The types `XConnection` and `XEdge` of a node type. */
export function connectionTypes<T extends object>(
  name: string,
  nodeType: ClassType<T>,
  cursorType: GraphQLScalarType = GraphQLString,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `An entry of a list of ${name} objects.` })
  class NodeEdge implements Edge<T> {
    @Field(() => cursorType, { description: 'Opaque: the place in the list.' })
    cursor!: string;

    @Field(() => nodeType, { description: 'The entry itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} objects.` })
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge], { description: 'The entries of the page.' })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: 'Where the page is in the list.' })
    pageInfo!: PageInfo;

    countAll!: () => Promise<number>;

    @Field(() => Int, { description: 'How many entries the whole list has, on all pages.' })
    totalCount(): Promise<number> {
      return this.countAll();
    }
  }
  return NodeConnection;
}
