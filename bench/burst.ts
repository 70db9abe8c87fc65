/** Thousands of events at once to hundreds of sockets, and what else the server gets done meanwhile. */
import { askAllAlong, type Latency } from './ask-all-along';
import { startContender } from './contenders';
import type { Stalls } from './gauges';
import type { Country } from './open-country';
import { readPosition, reportBatch, reportOne } from './report-congresses';
import { EVERY_EVENT } from './selections';
import { countUntilQuiet, settle } from './settle';

export interface BurstRequest {
  sockets: number;
  events: number;
  /** Whether the congresses are reported to the server under test itself, or to another process. */
  reportedTo: 'itself' | 'another process';
  profile: string | undefined;
}

export interface Burst extends Omit<BurstRequest, 'profile'> {
  /** Messages that came, of sockets × events. */
  received: number;
  /** Messages out of order, and the first of them. */
  faults: { count: number; first: string | undefined };
  cutOff: number;
  /** Seconds from the first event at the server to the last message at a socket. */
  seconds: number;
  messageBytes: number;
  stalls: Stalls;
  health: Latency;
  query: Latency;
}

const QUIET_MILLISECONDS = 60_000;

export async function measureBurst(country: Country, burst: BurstRequest): Promise<Burst> {
  const { sockets, events, reportedTo, profile } = burst;
  const { client, server, url, stop } = await startContender('giaoban', country);
  try {
    await client.ask('open', { query: EVERY_EVENT, token: country.token, url, count: sockets });
    await settle(client, sockets, () => reportOne(country));
    await client.ask('follow', await readPosition(country));
    await client.ask('expect', sockets * events);
    await server.ask('forgetEvent');
    const itself = url.replace(/\/graphql$/, '');
    if (profile !== undefined) await server.ask('startProfile');
    await server.ask('startWatch');
    const stopAsking = askAllAlong(itself, country.token);
    await reportBatch(country, reportedTo === 'itself' ? itself : country.writerUrl, events);
    const received = await countUntilQuiet(client, sockets * events, QUIET_MILLISECONDS);
    const latencies = await stopAsking();
    const stalls = await server.ask('stopWatch');
    if (profile !== undefined) await server.ask('stopProfile', profile);
    const { at } = await server.ask('costOfEvent');
    const { lastAt, sample } = await client.ask('newest');
    const [faults, { closed }] = [await client.ask('faults'), await client.ask('count')];
    const seconds = Number(lastAt - at) / 1e9;
    const messageBytes = Buffer.byteLength(sample);
    return {
      sockets,
      events,
      reportedTo,
      received,
      faults,
      cutOff: closed.length,
      seconds,
      messageBytes,
      stalls,
      ...latencies,
    };
  } finally {
    await stop();
  }
}
