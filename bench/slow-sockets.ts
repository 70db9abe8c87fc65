/** Sockets that stop reading while thousands of events go out: what they cost, and when they are cut off. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientCommands } from './client-process';
import { startContender } from './contenders';
import type { Memory } from './gauges';
import type { Country } from './open-country';
import { readPosition, reportBatch, reportOne } from './report-congresses';
import { ALL_OF_EVERY_EVENT } from './selections';
import { countUntilQuiet, settle } from './settle';
import { startChild, type Child } from './start-child';

export interface SlowSocketsRequest {
  slow: number;
  fast: number;
  events: number;
}

export interface SlowSockets extends SlowSocketsRequest {
  messageBytes: number;
  /** Of the sockets that read on. */
  received: number;
  faults: { count: number; first: string | undefined };
  seconds: number;
  before: Memory;
  /** The greatest resident memory while the events went out. */
  mostRss: number;
  /** When all of them had reached those that read. */
  after: Memory;
  /** Seconds after the first event until the server had let go of all slow sockets; null when it did not. */
  cutOffAfter: number | null;
  afterCutOff: Memory | null;
  /** How slow sockets ended, as they see it when they read on: closing codes, or a line that broke. */
  endings: Record<string, number>;
}

const QUIET_MILLISECONDS = 60_000;
const CUT_OFF_WITHIN_MILLISECONDS = 90_000;
/** What the buffers of the kernel hold of a line: of less than that the server notices nothing. */
const KERNEL_HOLDS_BYTES = 6_291_456;
const ENDED_WITHIN_MILLISECONDS = 5_000;
const LOOK_MILLISECONDS = 250;

export async function measureSlowSockets(country: Country, request: SlowSocketsRequest): Promise<SlowSockets> {
  const { slow, fast, events } = request;
  const { client, server, url, stop } = await startContender('giaoban', country);
  const slowClient = await startChild<ClientCommands>('client-process');
  try {
    const opening = { query: ALL_OF_EVERY_EVENT, token: country.token, url };
    await client.ask('open', { ...opening, count: fast });
    await settle(client, fast, () => reportOne(country));
    await slowClient.ask('open', { ...opening, count: slow });
    await settle(slowClient, slow, () => reportOne(country));
    const before = await server.ask('memory');
    await slowClient.ask('pause');
    await client.ask('follow', await readPosition(country));
    await client.ask('expect', fast * events);
    await server.ask('forgetEvent');
    await server.ask('startWatch');
    await reportBatch(country, country.writerUrl, events);
    const received = await countUntilQuiet(client, fast * events, QUIET_MILLISECONDS);
    const { mostRss } = await server.ask('stopWatch');
    const after = await server.ask('memory');
    const { at } = await server.ask('costOfEvent');
    const { lastAt, sample } = await client.ask('newest');
    const messageBytes = Buffer.byteLength(sample);
    const patience = events * messageBytes > KERNEL_HOLDS_BYTES ? CUT_OFF_WITHIN_MILLISECONDS : 0;
    const cutOff = await waitUntil(async () => (await server.ask('connections')) <= fast, patience);
    const cutOffAfter = cutOff ? Number(process.hrtime.bigint() - at) / 1e9 : null;
    const afterCutOff = cutOff ? await server.ask('memory') : null;
    return {
      ...request,
      messageBytes,
      received,
      faults: await client.ask('faults'),
      seconds: Number(lastAt - at) / 1e9,
      before,
      mostRss,
      after,
      cutOffAfter,
      afterCutOff,
      endings: await readOn(slowClient, slow, cutOff ? ENDED_WITHIN_MILLISECONDS : 0),
    };
  } finally {
    await slowClient.stop();
    await stop();
  }
}

async function readOn(
  client: Child<ClientCommands>,
  slow: number,
  milliseconds: number,
): Promise<Record<string, number>> {
  await client.ask('resume');
  await waitUntil(async () => (await client.ask('count')).closed.length === slow, milliseconds);
  const { closed } = await client.ask('count');
  const endings: Record<string, number> = {};
  const add = (ending: string, count: number): void => {
    endings[ending] = (endings[ending] ?? 0) + count;
  };
  for (const code of closed) add(code === undefined ? 'line broken' : String(code), 1);
  if (closed.length < slow) add('open', slow - closed.length);
  return endings;
}

async function waitUntil(isSo: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    if (await isSo()) return true;
    await pause(LOOK_MILLISECONDS);
  }
  return false;
}
