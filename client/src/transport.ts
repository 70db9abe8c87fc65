/** A way to the server that operations are carried over: WebSocket or event streams. */
import type { Answer, Payload } from './operation.ts';

export interface Transport {
  readonly name: 'websocket' | 'sse';
  /**
   * Carries an operation once. Resolves when it is complete or the signal calls it off; rejects with LineLost, with TokenRefused,
   * or with what trying again does not solve.
   */
  run: (payload: Payload, listener: RunListener, signal: AbortSignal) => Promise<void>;
  /** Loses every line: operations come back over the next one. */
  hangUp: (why: string) => void;
  /** For good. */
  close: () => void;
}

export interface RunListener {
  /** The line is there. */
  onOpen: () => void;
  onAnswer: (answer: Answer) => void;
}
