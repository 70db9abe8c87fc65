/** Where the page has its figures from. Today that is a server that it follows; what serves copies may take its place. */
import type { CurvePointsFragment } from '../../generated/operations.ts';
import type { BoardEvent } from '../board/move-on.ts';
import type { Stage } from '../board/stage.ts';
import type { Answer, Question } from './asking.ts';

/** A place of the tree at a stage. */
export interface Counted {
  within: string;
  stage: Stage;
}

/** Every event after the cursor, once and in order. */
export interface EventsFollowed {
  counted: Counted;
  after: string;
  onEvent: (event: BoardEvent) => void;
  /** It is over: what is followed may not be seen any more, or is gone. */
  onRefused: () => void;
}

export type LineStatus = 'connecting' | 'live' | 'lost' | 'refused';

export interface Source {
  ask: (question: Question) => Promise<Answer>;
  /** Returns what ends it. */
  followEvents: (followed: EventsFollowed) => () => void;
  /** The newest curve, whenever it has changed. Returns what ends it. */
  followCurve: (counted: Counted, onCurve: (curve: CurvePointsFragment) => void) => () => void;
  /** Position of the newest event at and below an organization. */
  newestPosition: (within: string) => Promise<number>;
  /** What was read has to be read again; after `isNewLog` positions start anew. */
  onStale: (listener: (isNewLog: boolean) => void) => void;
  onStatus: (listener: (status: LineStatus) => void) => void;
  /** Undefined: as nobody. */
  identify: (token: string | undefined) => void;
  /** A file of the same server, by the right of the reader. */
  file: (href: string) => Promise<Response>;
  /** Of the page that the server would write now. */
  version: () => Promise<string>;
}
