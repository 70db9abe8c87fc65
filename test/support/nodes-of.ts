/** The entries of a page, without their cursors. */
export function nodesOf<T>(page: { edges: readonly { node: T }[] } | null | undefined): T[] {
  return (page?.edges ?? []).map(({ node }) => node);
}
