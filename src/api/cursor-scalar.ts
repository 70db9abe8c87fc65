/** The scalar `Cursor`: a place in the log, or in a list. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { RequestError } from './request-error';
import { say } from '../words/message';

/** Cursors of lists by name have the name in them. */
const LONGEST = 4_000;

function parseCursor(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= LONGEST) return value;
  throw new RequestError(say`That is not a cursor. Pass a cursor exactly as the API returned it.`, {
    ...(node === undefined ? {} : { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Opaque name of a place, a string in JSON: pass it back exactly as it came. The cursor of an event or of a state names an entry of the log, and may be passed as `after` to any field that goes through the log; when that entry is no longer there, the answer is RESYNC. The cursor of an edge of any other list is good for that list in that order.',
  serialize: String,
  parseValue: (value) => parseCursor(value),
  parseLiteral: (node) => parseCursor(node.kind === Kind.STRING ? node.value : undefined, node),
});
