/** An answer while it is worked out, for all who wait for it: when that began, and which place of the log it shows. */
import type { LogPlace } from '../feed/cursor';
import type { Leave } from '../process/gate';
import { SharedWork } from '../process/shared-work';

export interface PlacedAnswer<Answer> {
  answer: Answer;
  /** Undefined where it shows nothing of the log: it is the same for good. */
  place: LogPlace | undefined;
  /** Whether the same would be answered again at that place: a failure that passes is not. */
  isLasting: boolean;
}

export interface Working {
  /** Aborted when nobody waits for it any more. */
  signal: AbortSignal;
  /** The place in the lane to the database that was kept for it; to be left when it is done. */
  seat: Leave;
  /** To be called as soon as it is known what place will be shown. */
  tellPlace: (place: LogPlace) => void;
}

export type WorkOut<Answer> = (working: Working) => Promise<PlacedAnswer<Answer>>;

export class AnswerWork<Answer> extends SharedWork<PlacedAnswer<Answer>> {
  /** Resolves to the place that it shows; undefined where it comes to nothing, or shows none. */
  readonly place: Promise<LogPlace | undefined>;

  constructor(
    /** By the clock of those who ask: who asked before may share it, whatever it shows. */
    readonly begunAt: number,
    workOut: WorkOut<Answer>,
    seat: Leave,
  ) {
    let tellPlace: (place: LogPlace | undefined) => void = () => undefined;
    const place = new Promise<LogPlace | undefined>((resolve) => (tellPlace = resolve));
    super((signal) => workOut({ signal, seat, tellPlace }));
    this.place = place;
    this.done.then(
      (placed) => {
        tellPlace(placed.place);
      },
      () => {
        tellPlace(undefined);
      },
    );
  }
}
