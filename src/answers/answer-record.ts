/** What is known of one question: its newest answer, the answers that are being worked out, and who waits to begin one. */
import { isSamePlace, type LogPlace } from '../feed/cursor';
import type { Gate, Leave } from '../process/gate';
import { AnswerWork, type PlacedAnswer, type WorkOut } from './answer-work';

export interface Remembered<Answer> {
  answer: Answer;
  /** Undefined where it shows nothing of the log. */
  place: LogPlace | undefined;
  begunAt: number;
}

function isShownAt({ place: shown }: Remembered<unknown>, place: LogPlace): boolean {
  if (shown === undefined) return true;
  return isSamePlace(shown, place);
}

export class AnswerRecord<Answer> {
  /** The one that was begun last. */
  kept: Remembered<Answer> | undefined;
  private readonly works = new Set<AnswerWork<Answer>>();
  private readonly waiting = new Set<(work: AnswerWork<Answer>) => void>();

  get isUnderWay(): boolean {
    return this.works.size > 0;
  }

  /** The answer that is remembered of the place. */
  findAt(place: LogPlace): Answer | undefined {
    const { kept } = this;
    if (kept === undefined || !isShownAt(kept, place)) return undefined;
    return kept.answer;
  }

  /** One that has begun after a question, and sees all that was there to be seen. */
  findBegun(arrival: number): AnswerWork<Answer> | undefined {
    for (const work of this.works) if (work.begunAt > arrival && !work.isCalledOff) return work;
    return undefined;
  }

  /** The same; or one that began before, and shows the place at which the log was found to end. */
  async findWork(arrival: number, place: LogPlace): Promise<AnswerWork<Answer> | undefined> {
    const begun = this.findBegun(arrival);
    if (begun !== undefined) return begun;
    for (const work of [...this.works]) {
      const shown = await work.place;
      if (shown !== undefined && isSamePlace(shown, place) && !work.isCalledOff) return work;
    }
    return undefined;
  }

  begin(begunAt: number, workOut: WorkOut<Answer>, seat: Leave): AnswerWork<Answer> {
    const work = new AnswerWork(begunAt, workOut, seat);
    this.works.add(work);
    const end = (): void => {
      this.works.delete(work);
    };
    work.done.then(end, end);
    for (const join of [...this.waiting]) join(work);
    return work;
  }

  /** Whether it is kept: it lasts, and nothing is kept that began later. */
  remember({ begunAt }: AnswerWork<Answer>, { answer, place, isLasting }: PlacedAnswer<Answer>): boolean {
    // An entry without a mark may be another one after a restore.
    const isUnnamed = place?.mark === null && place.position > 0;
    if (!isLasting || isUnnamed || begunAt < (this.kept?.begunAt ?? 0)) return false;
    this.kept = { answer, place, begunAt };
    return true;
  }

  /**
   * Resolves to a place in the lane, or to the work that somebody else has begun meanwhile: each waits in their own line,
   * and none behind the many questions of the one who asked first.
   */
  waitInLine(lane: Gate, whose: object, signal: AbortSignal): Promise<Leave | AnswerWork<Answer>> {
    const ticket = new AbortController();
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (): void => {
        isOver = true;
        this.waiting.delete(join);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = (): void => {
        ticket.abort(signal.reason);
      };
      const join = (work: AnswerWork<Answer>): void => {
        end();
        resolve(work);
        ticket.abort();
      };
      const sitDown = (seat: Leave): void => {
        if (isOver) {
          seat();
          return;
        }
        end();
        resolve(seat);
      };
      const refuse = (error: Error): void => {
        end();
        reject(error);
      };
      this.waiting.add(join);
      signal.addEventListener('abort', giveUp, { once: true });
      lane.enter(whose, ticket.signal).then(sitDown, refuse);
    });
  }
}
