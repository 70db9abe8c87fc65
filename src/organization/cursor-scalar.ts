/** The scalar `Cursor`: a place in the log. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function parseCursor(value: unknown): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return value;
  throw new GraphQLError('That is not a cursor. Pass a cursor just as the API gave it.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Opaque place in the log of events: its epoch and a position. Any Cursor of any field may be given as `after` of any field that takes one.',
  serialize: String,
  parseValue: parseCursor,
  parseLiteral: (node) => parseCursor(node.kind === Kind.STRING ? node.value : undefined),
});
