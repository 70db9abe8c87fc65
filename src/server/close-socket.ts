/** How a WebSocket is closed: told to whoever counts, and with a reason that fits into its last frame. */
import { channel } from 'node:diagnostics_channel';
import type { WebSocket } from 'ws';
import type { Message } from '../words/message';
import { type MessageLanguage, translate } from '../words/translate';

export const TRY_AGAIN_LATER = 1013;

/** What is published of a socket that this server closes. */
export interface ClosedSocket {
  code: number;
}

const closed = channel('giaoban.server.socket.closed');

export function tellClosed(code: number): void {
  closed.publish({ code } satisfies ClosedSocket);
}

/** A close reason has at most 123 bytes, and ends with a whole character. */
export function cutReason(reason: string): string {
  const bytes = Buffer.from(reason);
  return bytes.length <= 123
    ? reason
    : `${bytes
        .subarray(0, 117)
        .toString()
        .replace(/\uFFFD$/, '')}…`;
}

const TURNED_AWAY_MILLISECONDS = 1_000;

/** Closes with a reason, and does not wait long for an answer. */
export function turnAway(socket: WebSocket, code: number, reason: Message, language: MessageLanguage): void {
  tellClosed(code);
  socket.close(code, cutReason(translate(reason, language)));
  endSoon(socket);
}

/** Of one that has been told to go: the client has little time to answer. */
export function endSoon(socket: WebSocket): void {
  setTimeout(() => {
    socket.terminate();
  }, TURNED_AWAY_MILLISECONDS).unref();
}
