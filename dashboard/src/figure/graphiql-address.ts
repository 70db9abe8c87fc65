/** Where an operation can be tried and changed. */
export function graphiqlAddress(query: string, variables: Record<string, unknown>): string {
  return `/graphiql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;
}
