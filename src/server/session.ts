/** What the server needs to know of the client that sends an operation, and for how long it may; the app finds it out. */
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Account } from '../account/account';
import type { Asker, Snapshot } from '../database/snapshot';
import { type MessageLanguage } from '../words/translate';

export interface Session {
  /** In which it is told what is wrong. */
  language: MessageLanguage;
  /** When the right to ask ends, in seconds since 1970. */
  expiresAt?: number | undefined;
  viewer: Viewer;
  /** The viewer with their organization where it lies by now, as far as the log was followed: a connection may be hours old. */
  findViewer: () => Promise<Viewer>;
  /** The same as the database has it at the moment: for what changes something. */
  lookUpViewer: () => Promise<Viewer>;
  /** The path of the viewer's organization in the moment that the operation shows, where it is another one than the operation has taken it for. */
  findMoved: (operation: Operation) => Promise<readonly number[] | undefined>;
  /** Who pays for what is asked. */
  account: Account;
  /** A fresh context for one execution, on somebody's behalf, over a snapshot that is there already or one of its own; the caller closes it. */
  openOperation: (viewer: Viewer, asker: Asker & { snapshot?: Snapshot }) => Operation;
}

/** Who sends a request, as far as that is known without asking the database or verifying anything. */
export interface KnownSender extends Pick<Session, 'viewer' | 'account' | 'language'> {
  /** For what has to be worked out. */
  open: () => Session;
}

/** What a client says of itself, and where it is. */
interface Caller {
  /** `Bearer …`, or none. */
  authorization: string | undefined;
  language: MessageLanguage;
  /** As `addressOf` has it. */
  address: string;
}

/** Throws UNAUTHENTICATED. */
export type Authenticate = (caller: Caller) => Promise<Session>;

/** The same for whom it is known already; undefined for others, and for those who have spent their budget. */
export type Recall = (caller: Caller) => KnownSender | undefined;

/** A timer overflows after 24.8 days, and stops while the machine sleeps: so it looks at the clock now and then. */
const LOOK_MILLISECONDS = 3_600_000;

/** Acts when the right of the session ends, however far away that is. Returns what calls it off. */
export function atExpiry({ expiresAt }: Pick<Session, 'expiresAt'>, act: () => void): () => void {
  if (expiresAt === undefined) return () => undefined;
  const remaining = (): number => expiresAt * 1_000 - Date.now();
  const wait = (): NodeJS.Timeout => setTimeout(look, Math.min(Math.max(0, remaining()), LOOK_MILLISECONDS));
  const look = (): void => {
    if (remaining() > 0) timer = wait();
    else act();
  };
  let timer = wait();
  return () => {
    clearTimeout(timer);
  };
}
