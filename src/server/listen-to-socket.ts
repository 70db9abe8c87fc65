/** What comes over a WebSocket: each frame is paid for, messages are handed on while they are heard, and pings are answered. */
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { SocketConnection } from './socket-connection';
import { say } from '../words/message';

/** `connection_init`, and a few pings of a client that waits for the answer. */
const MOST_EARLY_FRAMES = 16;

export function listenToSocket(
  socket: WebSocket,
  connection: SocketConnection,
  take: (message: Buffer, isBinary: boolean) => void,
): void {
  let early = 0;
  const isHeard = (bytes: number): boolean => {
    connection.pace.charge(bytes);
    if (!connection.isServed) return false;
    if (connection.session !== undefined || (early += 1) <= MOST_EARLY_FRAMES) return true;
    connection.close(CloseCode.Unauthorized, say`Too much was sent before "connection_init" was answered.`);
    return false;
  };
  const pong = answerNewest(socket);
  socket.on('ping', (data: Buffer) => {
    if (isHeard(data.length)) pong(data);
  });
  socket.on('pong', (data: Buffer) => {
    connection.unanswered = 0;
    isHeard(data.length);
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isHeard(data.length)) return;
    // However long it takes to look into it: others may be in the line before it.
    if (connection.session === undefined && data.includes('"connection_init"')) connection.leavePlace();
    take(data, isBinary);
  });
}

/** Of the pings that come while an answer has not left yet only the newest is answered (RFC 6455, §5.5.3): a client that takes none does not pile them up. */
function answerNewest(socket: WebSocket): (data: Buffer) => void {
  let isLeaving = false;
  let newest: Buffer | undefined;
  const answer = (data: Buffer): void => {
    isLeaving = true;
    socket.pong(data, false, () => {
      isLeaving = false;
      const next = newest;
      newest = undefined;
      if (next !== undefined) answer(next);
    });
  };
  return (data) => {
    // Not the whole of what was read with it.
    if (isLeaving) newest = Buffer.from(data);
    else answer(data);
  };
}
