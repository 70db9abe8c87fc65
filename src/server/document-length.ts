/** How long a document may be: no longer than a message over WebSocket, and with no more lines than tokens. */
import type { GraphQLError } from 'graphql';
import { Problem } from '../problem';
import { say } from '../words/message';
import { toGraphQLError } from './format-error';
import type { Limits } from './limits';

/** The library counts the lines up to each place that it tells of an error. */
export function findLength(
  source: string,
  { messageBytes, tokens }: Pick<Limits, 'messageBytes' | 'tokens'>,
): GraphQLError | undefined {
  const { length } = source;
  if (length > messageBytes) {
    const message = say`The document has ${length} characters, the limit is ${messageBytes}. Split it into smaller ones, and send values as variables.`;
    return toGraphQLError(new Problem('LIMIT', message, { limit: messageBytes, actual: length }));
  }
  const lines = countLines(source);
  if (lines <= tokens) return undefined;
  const message = say`The document has ${lines} lines, the limit is ${tokens}. Split it into smaller ones.`;
  return toGraphQLError(new Problem('LIMIT', message, { limit: tokens, actual: lines }));
}

function countLines(source: string): number {
  let lines = 1;
  for (const _end of source.matchAll(/\r\n|[\n\r]/g)) lines += 1;
  return lines;
}
