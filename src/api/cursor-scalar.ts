/** The scalar `Cursor`: a place in the log. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function parseCursor(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return value;
  throw new GraphQLError('That is not a cursor. Pass a cursor exactly as the API returned it.', {
    ...(node === undefined ? {} : { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Opaque name of an entry of the log, a string in JSON. A Cursor from any field may be passed as `after` to any field that takes one; when its entry is no longer in the log, the answer is RESYNC.',
  serialize: String,
  parseValue: (value) => parseCursor(value),
  parseLiteral: (node) => parseCursor(node.kind === Kind.STRING ? node.value : undefined, node),
});
