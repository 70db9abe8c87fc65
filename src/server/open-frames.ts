/** Reads the frames of WebSockets, with bounds on what a client may make of them. */
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type ServerOptions } from 'ws';
import type { Limits } from './limits';

/** How long a client that is told to go has to answer; a slow one may have to take what is on its way first. */
const CLOSE_MILLISECONDS = 5_000;
/** Fragments of a message, and the pieces that it arrives in, are as long on average: each takes more memory than its bytes. */
const LEAST_FRAGMENT_BYTES = 512;
const LEAST_PIECE_BYTES = 64;

export function openFrames({ messageBytes }: Pick<Limits, 'messageBytes'>): WebSocketServer {
  // The types do not know closeTimeout yet.
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    maxPayload: messageBytes,
    perMessageDeflate: false,
    // One frame of each socket a turn: many that came at once do not hold up the others.
    allowSynchronousEvents: false,
    // Each ping would be answered, however many there are.
    autoPong: false,
    maxFragments: Math.ceil(messageBytes / LEAST_FRAGMENT_BYTES),
    maxBufferedChunks: Math.ceil(messageBytes / LEAST_PIECE_BYTES),
    closeTimeout: CLOSE_MILLISECONDS,
    handleProtocols,
  };
  return new WebSocketServer(options);
}
