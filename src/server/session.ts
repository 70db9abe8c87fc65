/** What the server needs to know of whoever sends an operation; the app says how it is found out. */
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';

export interface Session {
  /** When the right to ask ends, in seconds since 1970. */
  expiresAt?: number | undefined;
  viewer: Viewer;
  /** The viewer with their organization where it lies by now: a connection may be hours old. */
  findViewer: () => Promise<Viewer>;
  /** A fresh context for one execution; whoever asks for it closes it. */
  openOperation: (viewer: Viewer) => Operation;
}

/** Resolves an authorization (`Bearer …`, or none) to a session; throws UNAUTHENTICATED. */
export type Authenticate = (authorization: string | undefined) => Promise<Session>;
