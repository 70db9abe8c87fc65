/** Relay connections: the types of a page, of whatever list. */
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { CursorScalar } from './cursor-scalar';
import { counting, STATEMENT } from './price';

/** Where it is not known from the page itself, it takes a statement. */
const LOOKING_ON = STATEMENT / 2;

/** What takes a statement of its own is worked out when it is asked for. */
type WhenAsked<T> = T | (() => Promise<T>);

@ObjectType({ description: 'Where a page is in its list.' })
export class PageInfo {
  @Field(() => Boolean, {
    simple: true,
    complexity: LOOKING_ON,
    description: 'Whether the list goes on after this page.',
  })
  hasNextPage!: WhenAsked<boolean>;

  @Field(() => Boolean, {
    simple: true,
    complexity: LOOKING_ON,
    description: 'Whether anything comes before this page.',
  })
  hasPreviousPage!: WhenAsked<boolean>;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Cursor of the first edge: pass it as `before` for the page before this one. Null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Cursor of the last edge: pass it as `after` for the next page. Null on an empty page.',
  })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** How many there are; where they are not counted to the end, how many at least. */
export interface Count {
  count: number;
  isExact: boolean;
}

export interface Connection<T> {
  edges: Edge<T>[];
  pageInfo: PageInfo;
  /** Counts when asked: most pages are read without it. */
  countAll: () => Promise<Count>;
}

/** What is said of the count, by every list. */
export const TOTAL_COUNT =
  'How many entries the whole list has, on all pages. Counting stops at 10,000 where it would have to go through the entries: `totalCountIsExact` says so.';
export const TOTAL_COUNT_IS_EXACT =
  'Whether `totalCount` is the exact number. Otherwise there are more: it is 10,000 then.';

/** The types `XConnection` and `XEdge` of a node type. */
export function connectionTypes<T extends object>(name: string, nodeType: ClassType<T>): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `An entry of a list of ${name} objects.` })
  class NodeEdge implements Edge<T> {
    @Field(() => CursorScalar, { description: 'The place of the entry in the list.' })
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

    countAll!: () => Promise<Count>;

    @Field(() => Int, { complexity: counting, description: TOTAL_COUNT })
    async totalCount(): Promise<number> {
      return (await this.countAll()).count;
    }

    @Field(() => Boolean, { complexity: counting, description: TOTAL_COUNT_IS_EXACT })
    async totalCountIsExact(): Promise<boolean> {
      return (await this.countAll()).isExact;
    }
  }
  return NodeConnection;
}
