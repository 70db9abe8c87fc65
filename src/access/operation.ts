/** What a resolver knows of the operation that it serves. */
import type { DataSource } from 'typeorm';
import { writersLane } from '../database/lanes';
import { AnswerSnapshot, Snapshot, type Asker } from '../database/snapshot';
import { answerPositionOf } from '../feed/answer-position';
import type { ShownEntry } from '../feed/freshness';
import type { Turns } from '../process/turns';
import { placeInInput } from '../place-problem';
import type { Viewer } from './viewer';
import type { Message } from '../words/message';
import { type MessageLanguage, translate } from '../words/translate';

export class Operation {
  /** The entry of the log for which it is executed, when it is. */
  shown: ShownEntry | undefined;
  private spoken = false;
  private current: Snapshot | undefined;

  constructor(
    readonly dataSource: DataSource,
    private who: Viewer,
    /** In which it is told what is wrong. */
    readonly language: MessageLanguage = 'en',
    /** On whose behalf it is done, and in whose turns; a snapshot that is there already is read from. */
    private readonly asker: Asker & { snapshot?: Snapshot; turns?: Turns } = {},
  ) {
    this.current = asker.snapshot;
  }

  get viewer(): Viewer {
    return this.who;
  }

  /** The viewer's organization lies elsewhere by now. */
  placeViewer(path: readonly number[]): void {
    this.who = { ...this.who, path };
  }

  /** The one moment that the whole answer shows (P13). */
  get snapshot(): Snapshot {
    this.current ??= new Snapshot(this.dataSource, this.asker);
    return this.current;
  }

  /** Aborted when nobody waits for the answer any more. */
  get signal(): AbortSignal | undefined {
    return this.asker.signal;
  }

  /** Whether it has worked for so long at a stretch that others are to have a turn. */
  get isTurnOver(): boolean {
    return this.asker.turns?.isOver === true;
  }

  /** Resolves when it may go on; throws when nobody waits for the answer any more. */
  async nextTurn(): Promise<void> {
    const { turns, whose, signal } = this.asker;
    await turns?.pass(whose);
    signal?.throwIfAborted();
  }

  /** The position of the log that the answer shows; undefined when nothing of it comes from there. */
  async position(): Promise<number | undefined> {
    return this.current?.isOpen === true ? answerPositionOf(this.current) : this.shown?.upTo;
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

  /** The answer is complete: gives back what it held. */
  async close(): Promise<void> {
    const snapshot = this.current;
    this.current = undefined;
    await snapshot?.close();
  }
}
