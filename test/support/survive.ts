/** A campaign that is reported while servers die: who was answered, who was told, and whether all of it is there. */
import { expect } from '@jest/globals';
import { CongressCompletedDocument } from '../generated/operations';
import { codesOf, expectUnbroken, readEventsAfter, readHeadOf, toSeen, type Head, type Seen } from './check-events';
import { follow } from './follow';
import { findPlanned, streamReports, type ReportStream } from './stream-reports';

export interface Survival {
  codes: string[];
  start: Head;
  answered: Map<string, number>;
  seen: Seen[];
}

export async function beginSurvival(url: string, token: string, count: number): Promise<Survival> {
  // Of two provinces, which the small country has whole: half of the transactions meet at the root only.
  const parts = await Promise.all(['01', '02'].map((within) => findPlanned(url, token, count / 2, { within })));
  const codes = Array.from({ length: count }, (_, index) => parts[index % 2]?.[Math.floor(index / 2)] ?? '');
  return { codes, start: await readHeadOf(url, token), answered: new Map(), seen: [] };
}

/** One life of a server: a subscriber who goes on from the newest cursor, and writers who send what is unanswered. */
export async function live(
  survival: Survival,
  url: string,
  token: string,
  meanwhile: (stream: ReportStream, unanswered: number) => Promise<unknown>,
): Promise<void> {
  const { codes, start, answered, seen } = survival;
  const after = seen.at(-1)?.cursor ?? start.cursor;
  const follower = follow(url, CongressCompletedDocument, { after }, token);
  const unanswered = codes.filter((code) => !answered.has(code));
  const stream = streamReports(url, token, unanswered);
  try {
    await meanwhile(stream, unanswered.length);
    await stream.done;
    for (const [code, position] of stream.answered) answered.set(code, position);
    if (answered.size === codes.length) await follower.waitFor(codes.length - seen.length);
    else await follower.ended;
    seen.push(...follower.received.map(({ congressCompleted }) => toSeen(congressCompleted)));
    expect(stream.refused).toEqual([]);
  } finally {
    await follower.stop();
  }
}

/** Every answered report is there once, at the position of its answer, and the subscriber was told of each once (P1, P5). */
export async function expectNothingLost(survival: Survival, url: string, token: string): Promise<void> {
  const { codes, start, answered, seen } = survival;
  const events = await readEventsAfter(url, token, start.cursor);
  expect(events.map(({ position }) => position)).toEqual(codes.map((_, index) => start.position + 1 + index));
  expect(new Map(events.map((event) => [event.congress?.organization.code, event.position]))).toEqual(answered);
  expect(codesOf(events).sort()).toEqual([...codes].sort());
  expectUnbroken(seen, start.cursor);
  expect(seen.map(({ position }) => position)).toEqual(events.map(({ position }) => position));
  expect(codesOf(seen)).toEqual(codesOf(events));
  const again = streamReports(url, token, codes.slice(0, 40));
  await again.done;
  expect(again.answered).toEqual(new Map(codes.slice(0, 40).map((code) => [code, answered.get(code)])));
  expect(await readHeadOf(url, token)).toMatchObject({ position: start.position + codes.length });
}
