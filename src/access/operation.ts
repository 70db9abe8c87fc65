/** What a resolver knows of the operation that it serves. */
import type { DataSource } from 'typeorm';
import { writersLane } from '../database/lanes';
import { AnswerSnapshot, Snapshot, type Asker } from '../database/snapshot';
import { answerPlaceOf } from '../feed/answer-place';
import type { LogPlace } from '../feed/cursor';
import type { ShownEntry } from '../feed/freshness';
import type { Turns } from '../process/turns';
import { placeInInput } from '../place-problem';
import type { Viewer } from './viewer';
import type { Message } from '../words/message';
import { type MessageLanguage, translate } from '../words/translate';

/** Fields of an answer that are worked out at a stretch: some ten milliseconds. */
const FIELDS_AT_ONCE = 1_500;

export class Operation {
  /** The entry of the log for which it is executed, when it is. */
  shown: ShownEntry | undefined;
  private spoken = false;
  /** Fields that were taken on in the present turn. */
  private taken = 0;
  private turn: Promise<void> | undefined;
  private current: Snapshot | undefined;

  constructor(
    readonly dataSource: DataSource,
    private who: Viewer,
    /** In which it is told what is wrong. */
    readonly language: MessageLanguage = 'en',
    /** On whose behalf it is done, and in whose turns; a snapshot that is there already is read from. */
    private readonly asker: Asker & { snapshot?: Snapshot; turns?: Turns } = {},
  ) {}

  get viewer(): Viewer {
    return this.who;
  }

  /** The viewer's organization lies elsewhere by now. */
  placeViewer(path: readonly number[]): void {
    this.who = { ...this.who, path };
  }

  /** The one moment that the whole answer shows (P13). */
  get snapshot(): Snapshot {
    // One that is lent says nothing of an answer that does not ask for it: others may have read from it.
    this.current ??= this.asker.snapshot ?? new Snapshot(this.dataSource, this.asker);
    return this.current;
  }

  /** By whom those go round who wait. */
  get whose(): object | undefined {
    return this.asker.whose;
  }

  /** Aborted when nobody waits for the answer any more. */
  get signal(): AbortSignal | undefined {
    return this.asker.signal;
  }

  /**
   * To be asked before so many more fields are worked out. A promise means that others have a turn first: it is the same for all
   * fields that wait, which ask again then. It fails when nobody waits for the answer any more.
   */
  takeOn(fields: number): Promise<void> | undefined {
    if (this.turn !== undefined) return this.turn;
    // By their number and not by the clock: an answer of the same size takes the same statements.
    if (this.taken === 0 || this.taken + fields <= FIELDS_AT_ONCE) {
      this.taken += fields;
      return undefined;
    }
    this.turn = this.nextTurn();
    return this.turn;
  }

  /** Before work that resolvers do themselves: resolves when there is room for it. */
  async haveTurn(fields: number): Promise<void> {
    for (let turn = this.takeOn(fields); turn !== undefined; turn = this.takeOn(fields)) await turn;
  }

  private async nextTurn(): Promise<void> {
    const { turns, whose, signal } = this.asker;
    await turns?.pass(whose);
    this.taken = 0;
    this.turn = undefined;
    signal?.throwIfAborted();
  }

  /** Whether anything was read from the database. */
  get hasRead(): boolean {
    return this.current?.isOpen === true;
  }

  /** The position of the log that the answer shows; undefined when nothing of it comes from there. */
  async position(): Promise<number | undefined> {
    return this.current?.isOpen === true ? (await answerPlaceOf(this.current)).position : this.shown?.upTo;
  }

  /** The place in the log that the answer shows; undefined where nothing was read from the database. */
  async place(): Promise<LogPlace | undefined> {
    return this.current?.isOpen === true ? answerPlaceOf(this.current) : undefined;
  }

  /** Whether the answer has words in its language, beside those of its errors. */
  get hasSpoken(): boolean {
    return this.spoken;
  }

  say(message: Message): string {
    this.spoken = true;
    return translate(message, this.language);
  }

  /** The problems of the change lie in the input; after it the rest of its answer shows a moment that includes it. */
  async mutate<T>(change: () => Promise<T>): Promise<T> {
    await this.close();
    const { whose, signal, takeTime } = this.asker;
    // It may be called off while it waits for its turn, and not once it has begun.
    const begin = (): Promise<T> => {
      takeTime?.();
      return placeInInput(change);
    };
    const result = await writersLane(this.dataSource).run(begin, whose, signal);
    this.current = new AnswerSnapshot(this.dataSource, { whose, signal });
    return result;
  }

  /** The answer is complete: gives back what it held, for which it does not wait. */
  close(): Promise<void> {
    if (this.current === undefined) this.asker.seat?.();
    void this.current?.close();
    this.current = undefined;
    return Promise.resolve();
  }
}
