/** Hands the messages of a socket to the protocol in turns, or closes it: for those that are none of the protocol, and those that it fails at. */
import { CloseCode } from 'graphql-ws';
import { say } from '../words/message';
import { formatError, toGraphQLError, type ErrorLog } from './format-error';
import { findHeavy } from './heavy-message';
import type { Limits } from './limits';
import type { Turns } from '../process/turns';
import type { SocketConnection } from './socket-connection';

const UNSUPPORTED_DATA = 1003;

export function messageTaker(
  connection: SocketConnection,
  handle: (message: string) => Promise<void>,
  { limits, log, turns }: { limits: Pick<Limits, 'values'>; log: ErrorLog; turns: Turns },
): (message: Buffer, isBinary: boolean) => void {
  const fail = (error: unknown): void => {
    // Such as one that only a server sends.
    if (error instanceof Error && error.message.startsWith('Unexpected message of type ')) {
      connection.close(CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    const { message } = formatError(error, log, connection.language);
    connection.close(CloseCode.InternalServerError, message);
  };
  const take = (data: Buffer): void => {
    if (!connection.isServed) return;
    const heavy = findHeavy(data, limits);
    if (heavy !== undefined && heavy.bare === undefined) {
      connection.close(CloseCode.BadRequest, heavy.excess.said);
      return;
    }
    // The protocol asks about an operation at once, before another message can come.
    connection.heavy = heavy && { errors: [toGraphQLError(heavy.excess)] };
    handle(heavy?.bare ?? data.toString()).catch(fail);
    connection.dropUnwanted();
  };
  const waiting: Buffer[] = [];
  /** Many may come in one packet, and reading each takes a while: the messages of one client wait in one line for their turns. */
  const takeInTurns = async (): Promise<void> => {
    connection.holds.set('turn', true);
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await turns.pass(connection.session?.account);
      take(next);
      waiting.shift();
    }
    connection.holds.set('turn', false);
  };
  return (data, isBinary) => {
    if (isBinary) {
      connection.close(UNSUPPORTED_DATA, say`Send text messages: this endpoint does not accept binary ones.`);
      return;
    }
    // What was read with it is kept as long as it is.
    if (waiting.push(Buffer.from(data)) === 1) void takeInTurns();
  };
}
