/** Answers by position over a log and works that are made up: a test says where the log ends, and what comes of each work, and when. */
import { AnswersByPosition, type AnswersOptions, type GivenAnswer } from '../../src/answers/answers-by-position';
import type { PlacedAnswer, Working } from '../../src/answers/answer-work';
import type { LogPlace } from '../../src/feed/cursor';
import { Gate } from '../../src/process/gate';

interface Said {
  text: string;
  bytes: number;
}

/** One that was begun. */
interface MadeUpWork extends Working {
  key: string;
  finish: (placed: Partial<PlacedAnswer<Said>> & { text?: string; bytes?: number }) => void;
  fail: (error: Error) => void;
}

export interface MadeUpAnswers {
  answers: AnswersByPosition<Said>;
  lane: Gate;
  /** Where the log ends, and how far it was followed. */
  log: { head: LogPlace; newest: LogPlace };
  works: MadeUpWork[];
  /** Looks at the end of the log that were asked for. */
  looks: () => number;
  /** Who has paid. */
  paid: object[];
  ask: (key: string, by?: Asker) => Promise<GivenAnswer<Said>>;
}

interface Asker {
  whose?: object;
  signal?: AbortSignal;
  pay?: () => void;
}

export function placeAt(position: number, mark: string | null = `m${position}`, epoch = 'log'): LogPlace {
  return { epoch, position, mark };
}

export function openMadeUp(given: Partial<AnswersOptions> & { width?: number; each?: number } = {}): MadeUpAnswers {
  const { width = 10, each = width, mostBytes = 1_000_000, look } = given;
  const log = { head: placeAt(1), newest: placeAt(1) };
  const lane = new Gate({ width, each });
  const works: MadeUpWork[] = [];
  const paid: object[] = [];
  let looks = 0;
  const answers = new AnswersByPosition<Said>({
    look: () => {
      looks += 1;
      return look === undefined ? Promise.resolve(log.head) : look();
    },
    newest: () => log.newest,
    lane: () => lane,
    mostBytes,
  });
  const workOut = (key: string, working: Working): Promise<PlacedAnswer<Said>> =>
    new Promise((resolve, reject) => {
      working.signal.addEventListener('abort', () => {
        reject(working.signal.reason as Error);
      });
      works.push({
        ...working,
        key,
        finish: ({ text = key, bytes = text.length, ...placed }) => {
          resolve({ answer: { text, bytes }, place: log.head, isLasting: true, ...placed });
        },
        fail: reject,
      });
    });
  return {
    ...{ answers, lane, log, works, paid },
    looks: () => looks,
    ask: (key, { whose = {}, signal = new AbortController().signal, pay = () => undefined } = {}) =>
      answers.find({
        key,
        whose,
        wait: () => signal,
        pay: () => {
          pay();
          paid.push(whose);
        },
        workOut: async (working) => workOut(key, working).finally(working.seat),
      }),
  };
}
