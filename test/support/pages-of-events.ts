/** Goes through a list of events page by page, from either end. */
import { expect } from '@jest/globals';

export interface ListedEdge {
  cursor: string;
  previousCursor: string | null;
  node: { __typename: string; id: string; position: number; kind: string };
}

export interface ListedPage {
  edges: ListedEdge[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  position: number;
}

export const PAGE = `position pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor previousCursor node { __typename id position kind } }`;

type Range = { first: number; after: string | null } | { last: number; before: string | null };

/** Which list, how many it has in all, and how many to read at once. */
interface Asked {
  ask: (range: Range) => Promise<ListedPage>;
  total: number;
  size: number;
}

/** Every page has as many as asked for but the one at the end, and says truly what lies on either side of it. */
export async function pageForwards({ ask, total, size }: Asked): Promise<{ edges: ListedEdge[]; pages: number }> {
  const edges: ListedEdge[] = [];
  for (let pages = 1, after: string | null = null; ; pages += 1) {
    const page = await ask({ first: size, after });
    expect(page.pageInfo.hasPreviousPage).toBe(edges.length > 0);
    edges.push(...page.edges);
    expect(page.pageInfo.hasNextPage).toBe(edges.length < total);
    expectEnds(page);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return { edges, pages };
    expect(page.edges).toHaveLength(size);
    expect(page.position).toBe(page.edges.at(-1)?.node.position);
  }
}

export async function pageBackwards({ ask, total, size }: Asked): Promise<{ edges: ListedEdge[]; pages: number }> {
  const edges: ListedEdge[] = [];
  for (let pages = 1, before: string | null = null; ; pages += 1) {
    const page = await ask({ last: size, before });
    expect(page.pageInfo.hasNextPage).toBe(edges.length > 0);
    edges.unshift(...page.edges);
    expect(page.pageInfo.hasPreviousPage).toBe(edges.length < total);
    expectEnds(page);
    before = page.pageInfo.startCursor;
    if (!page.pageInfo.hasPreviousPage) return { edges, pages };
    expect(page.edges).toHaveLength(size);
  }
}

function expectEnds({ edges, pageInfo: { startCursor, endCursor } }: ListedPage): void {
  expect([startCursor, endCursor]).toEqual([edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null]);
}

/** In order and each once, and each names the one before; nothing comes before the first. */
export function expectChain(edges: readonly ListedEdge[]): void {
  const positions = edges.map(({ node }) => node.position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  expect(edges.map(({ previousCursor }) => previousCursor)).toEqual(
    [null, ...edges.map(({ cursor }) => cursor)].slice(0, edges.length),
  );
  expect(new Set(edges.map(({ node }) => node.id)).size).toBe(edges.length);
}
