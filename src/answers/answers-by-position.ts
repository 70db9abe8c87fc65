/** Answers that are remembered with the place of the log that they show: each question is worked out once at a place, for all who ask it (P19, P20). */
import { channel } from 'node:diagnostics_channel';
import { LRUCache } from 'lru-cache';
import type { LogPlace } from '../feed/cursor';
import type { Gate, Leave } from '../process/gate';
import { orStopped } from '../process/stopping';
import { AnswerRecord, type Remembered } from './answer-record';
import type { AnswerWork, WorkOut } from './answer-work';

/** How an answer came about, for the figures. */
type AnswerOrigin = 'remembered' | 'shared' | 'worked_out';

/** Published of each answer. */
export interface GivenAnswer<Answer = unknown> {
  answer: Answer;
  origin: AnswerOrigin;
}

const given = channel('giaoban.answers.given');

export interface AskedQuestion<Answer> {
  /** The same for all who are to get the same at the same place of the log. */
  key: string;
  /** By whom those go round who wait for a connection. */
  whose: object;
  /** To be called once somebody has to wait: aborted when this one does so no longer. */
  wait: () => AbortSignal;
  /** To be called before it is worked out on behalf of this one; throws what refuses it. */
  pay: () => void;
  workOut: WorkOut<Answer>;
}

export interface AnswersOptions {
  /** Where the log ends, at some moment after the call. */
  look: () => Promise<LogPlace>;
  /** As far as the log has been followed: nothing older is shown any more. */
  newest: () => LogPlace;
  /** Through which those go who need a connection to the database. */
  lane: () => Gate;
  /** Bytes that are remembered in all. */
  mostBytes: number;
}

/** What an answer takes beside its bytes and its question. */
const OVERHEAD_BYTES = 600;
/** No answer takes all the room from the others. */
const LARGEST_SHARE = 8;

export class AnswersByPosition<Answer extends { bytes: number }> {
  private readonly records: LRUCache<string, AnswerRecord<Answer>>;
  /** Tells what began before a question came from what began after it. */
  private clock = 0;

  constructor(private readonly options: AnswersOptions) {
    const maxSize = Math.max(1, options.mostBytes);
    this.records = new LRUCache({ maxSize, maxEntrySize: Math.ceil(maxSize / LARGEST_SHARE) });
  }

  /** How many questions are remembered, and what they take. */
  get size(): { questions: number; bytes: number } {
    return { questions: this.records.size, bytes: this.records.calculatedSize };
  }

  /** The answer, of a place that is no older than the end of the log when it was asked for. */
  async find(asked: AskedQuestion<Answer>): Promise<GivenAnswer<Answer>> {
    const arrival = (this.clock += 1);
    const record = this.records.get(asked.key);
    if (record === undefined) return this.workOut(asked, this.open(asked.key), arrival);
    const { kept } = record;
    if (kept !== undefined) {
      if (isForGood(kept)) return give(kept.answer, 'remembered');
    }
    // Nothing of it can be used: what is worked out now is newer than any look.
    if (!record.isUnderWay && (kept === undefined || this.isOutdated(kept))) {
      return this.workOut(asked, record, arrival);
    }
    const place = await this.options.look();
    const remembered = record.findAt(place);
    if (remembered !== undefined) return give(remembered, 'remembered');
    if (!record.isUnderWay) return this.workOut(asked, record, arrival);
    const signal = asked.wait();
    const work = await orStopped(record.findWork(arrival, place), signal);
    return work === undefined ? this.workOut(asked, record, arrival) : waitFor(work, signal, 'shared');
  }

  /** The answer, where it is there: nothing is worked out for it. */
  recall(key: string): Answer | Promise<Answer | undefined> | undefined {
    const record = this.records.get(key);
    const { kept } = record ?? {};
    if (record === undefined || kept === undefined || this.isOutdated(kept)) return undefined;
    if (isForGood(kept)) return give(kept.answer, 'remembered').answer;
    return this.options.look().then((place) => {
      const found = record.findAt(place);
      return found && give(found, 'remembered').answer;
    });
  }

  /** It takes more, or less, than when it was remembered. */
  resize(key: string): void {
    const record = this.records.peek(key);
    if (record?.kept !== undefined) this.keep(key, record);
  }

  private isOutdated({ place }: Remembered<Answer>): boolean {
    const newest = this.options.newest();
    return newest.epoch === place?.epoch && newest.position > place.position;
  }

  private open(key: string): AnswerRecord<Answer> {
    const record = new AnswerRecord<Answer>();
    this.keep(key, record);
    return record;
  }

  private keep(key: string, record: AnswerRecord<Answer>): void {
    // A character of a text takes up to two bytes.
    const size = OVERHEAD_BYTES + 2 * key.length + (record.kept?.answer.bytes ?? 0);
    // Set once more, the same value would keep the size that it had.
    this.records.delete(key);
    if (this.options.mostBytes > 0) this.records.set(key, record, { size });
  }

  private async workOut(
    asked: AskedQuestion<Answer>,
    record: AnswerRecord<Answer>,
    arrival: number,
  ): Promise<GivenAnswer<Answer>> {
    const signal = asked.wait();
    signal.throwIfAborted();
    const begun = record.findBegun(arrival);
    if (begun !== undefined) return waitFor(begun, signal, 'shared');
    const lane = this.options.lane();
    const seat = lane.enterNow(asked.whose) ?? (await record.waitInLine(lane, asked.whose, signal));
    if (typeof seat !== 'function') return waitFor(seat, signal, 'shared');
    const begunMeanwhile = record.findBegun(arrival);
    if (begunMeanwhile !== undefined) {
      seat();
      return waitFor(begunMeanwhile, signal, 'shared');
    }
    try {
      asked.pay();
    } catch (error) {
      seat();
      throw error;
    }
    return waitFor(this.begin(asked, record, seat), signal, 'worked_out');
  }

  private begin(
    { key, workOut }: AskedQuestion<Answer>,
    record: AnswerRecord<Answer>,
    seat: Leave,
  ): AnswerWork<Answer> {
    const work = record.begin((this.clock += 1), workOut, seat);
    work.done.then(
      (placed) => {
        if (record.remember(work, placed)) this.keep(key, record);
      },
      () => undefined,
    );
    return work;
  }
}

function isForGood({ place }: Remembered<unknown>): boolean {
  return place === undefined;
}

async function waitFor<Answer>(
  work: AnswerWork<Answer>,
  signal: AbortSignal,
  origin: AnswerOrigin,
): Promise<GivenAnswer<Answer>> {
  return give((await work.wait(signal)).answer, origin);
}

function give<Answer>(answer: Answer, origin: AnswerOrigin): GivenAnswer<Answer> {
  const message = { answer, origin };
  if (given.hasSubscribers) given.publish(message);
  return message;
}
