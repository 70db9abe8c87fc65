/** Relay connections: the types of a page, of whatever list. */
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { CursorScalar } from './cursor-scalar';

/** What takes a statement of its own is worked out when it is asked for. */
type WhenAsked<T> = T | (() => Promise<T>);

@ObjectType({ description: 'Where a page is in its list.' })
export class PageInfo {
  @Field(() => Boolean, { simple: true, description: 'Whether the list goes on after this page.' })
  hasNextPage!: WhenAsked<boolean>;

  @Field(() => Boolean, { simple: true, description: 'Whether anything comes before this page.' })
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

export interface Connection<T> {
  edges: Edge<T>[];
  pageInfo: PageInfo;
  /** Counts when asked: most pages are read without it. */
  countAll: () => Promise<number>;
}

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

    countAll!: () => Promise<number>;

    @Field(() => Int, { description: 'How many entries the whole list has, on all pages.' })
    totalCount(): Promise<number> {
      return this.countAll();
    }
  }
  return NodeConnection;
}
