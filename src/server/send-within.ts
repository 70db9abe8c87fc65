/** Sends to a socket within bounds (P9): one that does not read is not read from either, and in the end cut off. */
import type { WebSocket } from 'ws';

const MOST_BEHIND_BYTES = 1_048_576;
const PATIENCE_MILLISECONDS = 30_000;
const TRY_AGAIN_LATER = 1013;

/**
 * The function that sends. Its promise resolves when the bytes have left, or when the socket is gone: what comes too
 * late for its socket is dropped, and the client comes back with its cursor.
 */
export function sendWithin(
  socket: WebSocket,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): (data: string) => Promise<void> {
  let patience: NodeJS.Timeout | undefined;
  const calmDown = (): void => {
    clearTimeout(patience);
    patience = undefined;
  };
  const cutOff = (): void => {
    socket.close(TRY_AGAIN_LATER, 'The connection takes too little. Come back with your newest cursor.');
    socket.terminate();
  };
  const look = (): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount <= MOST_BEHIND_BYTES) {
      calmDown();
      if (socket.isPaused) socket.resume();
      return;
    }
    // It asks for nothing more until it has taken what it asked for.
    socket.pause();
    patience ??= setTimeout(cutOff, patienceMilliseconds);
  };
  socket.once('close', calmDown);
  return (data) =>
    new Promise((resolve) => {
      socket.send(data, () => {
        // Something has left: patience begins anew.
        calmDown();
        look();
        resolve();
      });
      look();
    });
}
