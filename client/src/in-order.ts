/**
 * Hands answers on so that no cache is taken back, though two connections can overtake each other: what is older than what was handed on
 * before gets the ids of older states (P18), and a query that was overtaken is asked again.
 */
import type { DocumentNode } from 'graphql';
import { readSelection, type Selection } from './field-names.ts';
import { NewestSeen, type Reading } from './newest-seen.ts';

/** As much of an answer as the order needs; each library adds its own. */
export interface OrderedAnswer {
  data?: unknown;
  extensions?: Record<string, unknown> | undefined;
}

export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  /** Undefined if only the server has the document: then nothing is known of the arguments of its fields. */
  document: DocumentNode | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  /** Sends it once more; what comes is taken as the answer to the same question. Undefined for what cannot be sent again. */
  askAgain?: (() => void) | undefined;
}

export interface OrderBounds {
  /** For how long others wait for a query that is asked again, in milliseconds. */
  patience?: number | undefined;
  /** Of how many things it is known what was seen. Beyond that the oldest count as seen at the position at which they were. */
  most?: number | undefined;
}

export interface OrderOptions extends OrderBounds {
  /** Entries were seen that are not in the log any more: what a cache has is of another log. */
  onOtherLog: () => void;
  /** Something older came unasked. Any query tells whether the log is another one: ask one, through the same order. */
  onDoubt?: () => Promise<unknown>;
}

/** An operation under way. */
export interface Question {
  readonly operation: Operation;
  readonly selection: Selection | undefined;
  /** The newest position that had been seen when it was asked. */
  askedAt: number;
  /** Which of the logs that were seen, one after the other. */
  log: number;
  attempts: number;
}

interface Arrival {
  position: number;
  handOn: () => void;
}

/** Answered with the position of the log, and little else. */
export const ANY_QUERY = 'query AnyPosition { campaign { id } }';

const MOST_ATTEMPTS = 3;
/** Of what says nothing of the log, such as the end of a stream. */
const UNPLACED = -1;
/** Answers that wait for a query that is asked again. */
const MOST_WAITING = 1_000;

export class InOrder {
  private readonly seen: NewestSeen;
  /** The newest position that has come. */
  private newest = -1;
  /** That of pushes and of answers to mutations that were handed on: applications act on these. */
  private newestNews = -1;
  private log = 0;
  private isDoubting = false;
  /** Queries that are asked again. */
  private readonly repeated = new Set<Question>();
  /** What has come meanwhile. What belongs to one question stays in its order. */
  private waiting: Map<Question, Arrival[]> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: OrderOptions) {
    this.seen = new NewestSeen(options.most ?? 10_000);
  }

  /** Call it when the operation is sent. */
  ask(operation: Operation): Question {
    const { document, operationName, variables } = operation;
    const selection = readSelection(document, operationName, variables);
    return { operation, selection, askedAt: this.newest, log: this.log, attempts: 0 };
  }

  /** Hands the answer on, now or later, unless it is asked for again. */
  take<Answer extends OrderedAnswer>(question: Question, answer: Answer, handOn: (answer: Answer) => void): void {
    const position = answer.data == null ? undefined : positionOf(answer);
    this.repeated.delete(question);
    if (position === undefined || this.isOfLogBefore(question)) {
      this.arrive(question, UNPLACED, () => {
        handOn(answer);
      });
      return;
    }
    if (this.provesOtherLog(question, position)) {
      this.forget();
      question.log = this.log;
    }
    if (question.operation.kind === 'subscription' || question.log === this.log) {
      this.newest = Math.max(this.newest, position);
    }
    // Those that wait have not been handed on yet, so it need not wait for them.
    if (this.waiting !== undefined && this.isOvertaken(question, answer, position) && this.repeat(question)) return;
    this.arrive(question, position, () => {
      this.place(question, answer, position, handOn);
    });
  }

  /** Calls back once all that has come for this question is handed on: at its end, or when it fails. */
  finish(question: Question, handOn: () => void): void {
    this.repeated.delete(question);
    this.arrive(question, UNPLACED, handOn);
  }

  /** Nobody waits for it any more. */
  drop(question: Question): void {
    this.waiting?.delete(question);
    if (this.repeated.delete(question)) this.releaseIfDone();
  }

  /** What was seen is of a log that is not there any more; in another one positions may be lower. */
  forget(): void {
    this.release();
    this.log += 1;
    this.newest = -1;
    this.newestNews = -1;
    this.seen.clear();
    this.options.onOtherLog();
  }

  /** Of what was asked before the log became another one nobody knows which it shows: queries are asked again. */
  private isOfLogBefore(question: Question): boolean {
    const { kind, askAgain } = question.operation;
    return kind !== 'subscription' && question.log !== this.log && (kind === 'mutation' || askAgain === undefined);
  }

  /** Whoever answers a question reads the log as it is then: everything that was seen before is in it. */
  private provesOtherLog({ operation, askedAt, log }: Question, position: number): boolean {
    return operation.kind !== 'subscription' && log === this.log && position < askedAt;
  }

  private arrive(question: Question, position: number, handOn: () => void): void {
    if (this.waiting === undefined) {
      handOn();
      return;
    }
    const arrivals = this.waiting.get(question);
    if (arrivals === undefined) this.waiting.set(question, [{ position, handOn }]);
    else arrivals.push({ position, handOn });
    this.releaseIfDone();
  }

  private place<Answer extends OrderedAnswer>(
    question: Question,
    answer: Answer,
    position: number,
    handOn: (answer: Answer) => void,
  ): void {
    if (this.isOvertaken(question, answer, position) && this.repeat(question)) return;
    const { kind } = question.operation;
    const reading = readingOf(question, position);
    const { data, isOlder } = this.seen.place(answer.data, reading);
    this.seen.record(data, reading);
    if (kind !== 'query') this.newestNews = Math.max(this.newestNews, position);
    if (kind === 'subscription' && isOlder) this.doubt();
    handOn(data === answer.data ? answer : { ...answer, data });
  }

  private isOvertaken(question: Question, { data }: OrderedAnswer, position: number): boolean {
    const { kind } = question.operation;
    if (kind !== 'query' || question.log !== this.log) return kind === 'query';
    return position < this.newestNews || this.seen.place(data, readingOf(question, position)).isOlder;
  }

  /** Others wait meanwhile, so that it is not overtaken again. False when there is no use in it. */
  private repeat(question: Question): boolean {
    const { askAgain } = question.operation;
    if (askAgain === undefined || question.attempts >= MOST_ATTEMPTS) return false;
    question.attempts += 1;
    question.askedAt = this.newest;
    question.log = this.log;
    this.repeated.add(question);
    this.waiting ??= new Map();
    this.timer ??= setTimeout(() => {
      this.release();
    }, this.options.patience ?? 5_000);
    askAgain();
    return true;
  }

  private releaseIfDone(): void {
    let count = 0;
    for (const arrivals of this.waiting?.values() ?? []) count += arrivals.length;
    if (this.repeated.size === 0 || count > MOST_WAITING) this.release();
  }

  /** Hands on what waits, by position. One of them may be asked again: then the others wait again. */
  private release(): void {
    const { waiting } = this;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
    this.repeated.clear();
    for (let next = takeLowest(waiting); next !== undefined; next = takeLowest(waiting)) {
      this.arrive(next.question, next.position, next.handOn);
    }
  }

  private doubt(): void {
    const { onDoubt } = this.options;
    if (this.isDoubting || onDoubt === undefined) return;
    this.isDoubting = true;
    const settle = (): void => {
      this.isDoubting = false;
    };
    onDoubt().then(settle, settle);
  }
}

function readingOf({ operation, selection }: Question, position: number): Reading {
  return { position, selection, isQuery: operation.kind === 'query' };
}

function positionOf({ extensions }: OrderedAnswer): number | undefined {
  const position = extensions?.['position'];
  return typeof position === 'number' ? position : undefined;
}

function takeLowest(waiting: Map<Question, Arrival[]> | undefined): (Arrival & { question: Question }) | undefined {
  let lowest: { question: Question; arrivals: Arrival[]; position: number } | undefined;
  for (const [question, arrivals] of waiting ?? []) {
    const position = arrivals[0]?.position;
    if (position === undefined) waiting?.delete(question);
    else if (lowest === undefined || position < lowest.position) lowest = { question, arrivals, position };
  }
  const next = lowest?.arrivals.shift();
  return next === undefined || lowest === undefined ? undefined : { question: lowest.question, ...next };
}
