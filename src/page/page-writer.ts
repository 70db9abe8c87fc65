/** Writes pages: each asks what it shows, and is written once for the same answers, whoever opens it. */
import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import type { LogPlace } from '../feed/cursor';
import type { OpenPage, PageAnswer, PageQuestion, PageRequest, WrittenPage } from './dashboard';

/** An answer to a question of a page. */
export interface ToldAnswer {
  /** The same thing as long as the same is answered. */
  source: object;
  /** What it takes to keep the source. */
  bytes: number;
  /** Of the log; undefined where it shows nothing of it. */
  place: LogPlace | undefined;
  /** Whether the same would be answered again at the place. */
  isLasting: boolean;
  read: () => PageAnswer;
}

export interface PageAsking {
  ask: (question: PageQuestion) => Promise<ToldAnswer>;
  /** To be called with the milliseconds that writing has taken. */
  pay: (milliseconds: number) => void;
}

interface Round {
  questions: readonly PageQuestion[];
  answers: readonly ToldAnswer[];
}

/** A page as it was written, with all that it was written from. */
interface Remembered {
  rounds: readonly Round[];
  page: WrittenPage;
}

const MOST_ROUNDS = 4;
const MOST_QUESTIONS = 12;
/** How often its answers may turn out to be of different moments. */
const MOST_ATTEMPTS = 3;
const KEPT_BYTES = 8 * 1_048_576;

export class PageWriter {
  private readonly known = new LRUCache<string, Remembered>({ maxSize: KEPT_BYTES, sizeCalculation: sizeOf });

  constructor(private readonly openPage: OpenPage) {}

  async write(request: PageRequest, asking: PageAsking): Promise<WrittenPage> {
    const key = JSON.stringify([request.path, request.search, request.language, request.mayRead]);
    let written = await this.writeOnce(key, request, asking);
    // Between two questions the log may have gone on: the page shows one moment (P13).
    for (let attempt = 1; attempt < MOST_ATTEMPTS && !isOfOnePlace(written); attempt += 1) {
      written = await this.writeOnce(key, request, asking);
    }
    return written.page;
  }

  private async writeOnce(key: string, request: PageRequest, asking: PageAsking): Promise<Remembered> {
    const known = this.known.get(key);
    const rounds: Round[] = [];
    for (const { questions, answers } of known?.rounds ?? []) {
      const round = { questions, answers: await askAll(questions, asking) };
      rounds.push(round);
      if (round.answers.some(({ source }, at) => source !== answers[at]?.source)) break;
    }
    if (known !== undefined && isSame(rounds, known.rounds)) return known;
    const written = await this.carryOut(request, rounds, asking);
    if (written.rounds.every(({ answers }) => answers.every(({ isLasting }) => isLasting))) {
      this.known.set(key, written);
    }
    return written;
  }

  /** The answers of the first rounds are there already. */
  private async carryOut(request: PageRequest, given: readonly Round[], { ask, pay }: PageAsking): Promise<Remembered> {
    const timed = <T>(work: () => T): T => {
      const startedAt = performance.now();
      try {
        return work();
      } finally {
        pay(performance.now() - startedAt);
      }
    };
    const rounds: Round[] = [];
    const page = timed(() => this.openPage(request));
    let step = timed(() => page.next([]));
    while (step.done !== true) {
      const questions = step.value;
      if (rounds.length >= MOST_ROUNDS || questions.length > MOST_QUESTIONS) {
        throw new Error(`The page ${request.path} asks too much.`);
      }
      const answers = given[rounds.length]?.answers ?? (await askAll(questions, { ask }));
      rounds.push({ questions, answers });
      step = timed(() => page.next(answers.map(({ read }) => read())));
    }
    return { rounds, page: step.value };
  }
}

function askAll(questions: readonly PageQuestion[], { ask }: Pick<PageAsking, 'ask'>): Promise<ToldAnswer[]> {
  return Promise.all(questions.map(ask));
}

function isSame(some: readonly Round[], others: readonly Round[]): boolean {
  const sourcesOf = (rounds: readonly Round[]) => rounds.flatMap(({ answers }) => answers.map(({ source }) => source));
  const known = sourcesOf(others);
  const asked = sourcesOf(some);
  return asked.length === known.length && asked.every((source, at) => source === known[at]);
}

function isOfOnePlace({ rounds }: Remembered): boolean {
  const places = rounds.flatMap(({ answers }) => answers.flatMap(({ place }) => place ?? []));
  return places.every(({ epoch, position }) => epoch === places[0]?.epoch && position === places[0].position);
}

function sizeOf({ page, rounds }: Remembered, key: string): number {
  const answers = rounds.flatMap((round) => round.answers);
  return 2 * (key.length + page.html.length) + answers.reduce((sum, { bytes }) => sum + bytes, 1);
}
