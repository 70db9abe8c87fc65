/** Read-only mode: every mutation of the schema, whoever sends it and over whatever transport, is refused before it begins. */
import type { GraphQLSchema } from 'graphql';
import { Problem } from '../problem';

export function refuseMutations(schema: GraphQLSchema): GraphQLSchema {
  // At the fields, so that one added later is refused, too.
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) field.resolve = refuse;
  return schema;
}

function refuse(): never {
  const message =
    'No changes are taken at the moment: the database is being worked on. Nothing was recorded; try again in a few minutes.';
  throw new Problem('UNAVAILABLE', message, { retry: true });
}
