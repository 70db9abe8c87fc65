/** The scalar `Cursor`: a place in the log. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function parseCursor(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return value;
  throw new GraphQLError('That is not a cursor. Pass a cursor just as the API gave it.', {
    ...(node === undefined ? {} : { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Opaque name of an entry of the log, a string in JSON. Any Cursor of any field may be given as `after` of any field that takes one; when its entry is not in the log any more, the answer is RESYNC.',
  serialize: String,
  parseValue: (value) => parseCursor(value),
  parseLiteral: (node) => parseCursor(node.kind === Kind.STRING ? node.value : undefined, node),
});
