/** Plays a year over the API, from what the server has recorded to a given day: what is left of each day, then the next day. */
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, type Day } from '../day';
import { Problem } from '../problem';
import type { ArrangedYear, PlayedDecision } from './arrange-year';
import { LineLost, type Api } from './open-api';
import { beginOfDay, countDue, dueAfter, type ReplayPace } from './pace';
import { listLeft, readCompleted, readToday } from './read-recorded';
import { sendDecisions } from './send-decisions';

export interface YearPlay {
  year: ArrangedYear;
  api: Api;
  /** The last day that is played; the business day stands at it in the end. */
  to: Day;
  pace: ReplayPace;
  signal: AbortSignal;
  audience: Audience;
}

export interface Audience {
  /** So many are recorded of the whole year, up to and with some of this day. */
  onDone: (day: Day, done: number) => void;
  /** All of the day is recorded. */
  onDayPlayed: (day: Day) => Promise<void> | void;
  onLeftOut: (reasons: readonly string[]) => void;
  onLost: (why: string) => void;
  onBack: () => void;
}

const FIRST_RETRY_MILLISECONDS = 250;
const LAST_RETRY_MILLISECONDS = 5_000;

/** What was under way when the line broke is not known: each time the server is asked anew what it has recorded. */
export async function playYear(play: YearPlay): Promise<void> {
  const { audience, signal } = play;
  for (let retries = 0; ;) {
    try {
      const isOver = await playOn(play, () => {
        if (retries > 0) audience.onBack();
        retries = 0;
      });
      if (isOver) return;
    } catch (error) {
      if (!(error instanceof LineLost)) throw error;
      if (retries === 0) audience.onLost(error.why);
      await pause(Math.min(LAST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** retries), undefined, { signal });
      retries += 1;
    }
  }
}

/** False when somebody else has turned the day meanwhile. */
async function playOn(play: YearPlay, onAnswered: () => void): Promise<boolean> {
  const { year, api, to, pace, audience } = play;
  let today = await readToday(api);
  onAnswered();
  await catchUp(play, today);
  let left: readonly PlayedDecision[] = await listLeft(api, today, year.on(today));
  for (let meant = performance.now(); ;) {
    const begin = beginOfDay(meant, performance.now());
    const duration = pace.durationOf(left.length, year.on(today).length);
    await playDay(play, { today, left, begin, duration });
    await audience.onDayPlayed(today);
    if (today >= to) return true;
    today = addDays(today, 1);
    if (!(await turnDay(api, today))) return false;
    left = year.on(today);
    meant = begin + duration;
  }
}

/** Where the day was turned without them: the reports of the days before, of bodies that have fewer than those. */
async function catchUp({ year, api, audience }: YearPlay, today: Day): Promise<void> {
  const reports = year.reportsBefore(today);
  const completed = await readCompleted(api, [...reports.keys()]);
  for (const [branch, meant] of reports) {
    if ((completed.get(branch) ?? 0) >= meant.length) continue;
    for (let done = 0; done < meant.length;) {
      const { count, leftOut } = await sendDecisions(api, meant.slice(done));
      audience.onLeftOut(leftOut);
      done += count;
    }
  }
}

interface PlayedDay {
  today: Day;
  left: readonly PlayedDecision[];
  /** In milliseconds of `performance.now()`. */
  begin: number;
  duration: number;
}

/** Requests are at least so far apart: what becomes due meanwhile goes together. */
const TICK_MILLISECONDS = 50;

async function playDay({ year, api, audience, signal }: YearPlay, day: PlayedDay): Promise<void> {
  const { today, left, begin, duration } = day;
  const before = year.countBefore(today) + year.on(today).length - left.length;
  const until = async (time: number): Promise<void> => {
    const wait = time - performance.now();
    if (wait > 0) await pause(wait, undefined, { signal });
  };
  audience.onDone(today, before);
  for (let done = 0; done < left.length;) {
    signal.throwIfAborted();
    const asked = performance.now();
    const due = countDue(left.length, asked - begin, duration);
    if (due > done) {
      const { count, leftOut } = await sendDecisions(api, left.slice(done, due));
      done += count;
      audience.onLeftOut(leftOut);
      audience.onDone(today, before + done);
    }
    if (duration > 0) await until(Math.max(asked + TICK_MILLISECONDS, begin + dueAfter(done, left.length, duration)));
  }
  await until(begin + duration);
}

/** Whether it was this program that turned it. */
async function turnDay(api: Api, to: Day): Promise<boolean> {
  const document = 'mutation TurnDay($to: Date!) { turnDay(input: { to: $to }) { position } }';
  try {
    await api.ask(document, { to });
    return true;
  } catch (error) {
    const isTurned = error instanceof Problem && error.code === 'BAD_USER_INPUT' && (await readToday(api)) >= to;
    if (isTurned) return false;
    throw error;
  }
}
