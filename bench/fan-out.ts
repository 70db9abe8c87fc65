/** One event to many sockets: ours, the bare loop and the usual pub/sub, round by round in turn. */
import { isDeepStrictEqual } from 'node:util';
import { measureEmpty, NAMES, startContender, type Contender, type Name, type Sent } from './contenders';
import type { Memory } from './gauges';
import type { Country } from './open-country';
import { spreadOf, type Spread } from './quantiles';
import { SELECTIONS, type Selection } from './selections';
import { countUntilQuiet, letSubscribe, quietFor } from './settle';

export interface FanOutRequest {
  sockets: number;
  rounds: number;
  selection: Selection;
  /** Where a CPU profile of our server is written; none is taken when undefined. */
  profile: string | undefined;
}

interface Measured {
  /** Milliseconds from the event at the server to the receipt of the last socket. */
  last: Spread;
  /** Milliseconds of CPU time of the server meanwhile. */
  cpu: Spread;
  /** Bytes of a socket that is subscribed and idle. */
  rssPerSocket: number;
  heldPerSocket: number;
}

export interface FanOut {
  sockets: number;
  rounds: number;
  selection: Selection;
  messageBytes: number;
  measured: Record<Name, Measured>;
}

interface Round {
  last: number;
  cpu: number;
}

const WARM_UP_ROUNDS = 8;

export async function measureFanOut(country: Country, request: FanOutRequest): Promise<FanOut> {
  const opening = { query: SELECTIONS[request.selection], token: country.token };
  const contenders: Contender[] = [];
  try {
    contenders.push(...(await Promise.all(NAMES.map((name) => startContender(name, country)))));
    const memories = await Promise.all(contenders.map((contender) => measureEmpty(contender, opening)));
    for (const { client, url } of contenders) await client.ask('open', { ...opening, url, count: request.sockets });
    const sent = await warmUp(country, contenders, request);
    const perSocket = await measurePerSocket(contenders, memories, request.sockets);
    const rounds = await runRounds(country, contenders, request);
    const measured = Object.fromEntries(
      NAMES.map((name) => [name, { ...spreadsOf(rounds.get(name) ?? []), ...perSocket[name] }]),
    ) as Record<Name, Measured>;
    const { sockets, selection } = request;
    return { sockets, selection, rounds: request.rounds, messageBytes: Buffer.byteLength(sent.text), measured };
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

function spreadsOf(rounds: readonly Round[]): { last: Spread; cpu: Spread } {
  return { last: spreadOf(rounds.map(({ last }) => last)), cpu: spreadOf(rounds.map(({ cpu }) => cpu)) };
}

type PerSocket = Pick<Measured, 'rssPerSocket' | 'heldPerSocket'>;

async function measurePerSocket(
  contenders: readonly Contender[],
  before: readonly Memory[],
  sockets: number,
): Promise<Record<Name, PerSocket>> {
  const found: [Name, PerSocket][] = [];
  for (const [index, { name, server }] of contenders.entries()) {
    const empty = before[index] ?? { rss: NaN, held: NaN };
    const { rss, held } = await server.ask('memory');
    found.push([name, { rssPerSocket: (rss - empty.rss) / sockets, heldPerSocket: (held - empty.held) / sockets }]);
  }
  return Object.fromEntries(found) as Record<Name, PerSocket>;
}

async function runRounds(
  country: Country,
  contenders: readonly Contender[],
  { sockets, rounds, profile }: FanOutRequest,
): Promise<Map<Name, Round[]>> {
  const found = new Map<Name, Round[]>(NAMES.map((name) => [name, []]));
  const ours = contenders[0]?.server;
  if (profile !== undefined) await ours?.ask('startProfile');
  for (let round = 0; round < rounds; round += 1) {
    const [body] = country.draw(1);
    let sent: Sent | undefined;
    for (const contender of contenders) {
      if (body === undefined) break;
      const { client, server, name, fire } = contender;
      await client.ask('expect', sockets);
      await server.ask('forgetEvent');
      await fire(body, sent);
      const { lastAt, sample } = await client.ask('arrival');
      const { at, cpu } = await server.ask('costOfEvent');
      sent ??= { body, text: sample, message: JSON.parse(sample) as Sent['message'] };
      found.get(name)?.push({ last: Number(lastAt - at) / 1e6, cpu });
    }
  }
  if (profile !== undefined) await ours?.ask('stopProfile', profile);
  return found;
}

/** Until every socket gets every event, and some rounds more; and all three have sent the same. */
async function warmUp(country: Country, contenders: readonly Contender[], { sockets }: FanOutRequest): Promise<Sent> {
  await letSubscribe(sockets);
  let sent: Sent | undefined;
  let settled = 0;
  for (let round = 0; settled < WARM_UP_ROUNDS; round += 1) {
    if (round === 5 * WARM_UP_ROUNDS) throw new Error('Some socket gets no events.');
    const [body] = country.draw(1);
    if (body === undefined) break;
    sent = undefined;
    let complete = true;
    for (const contender of contenders) {
      await contender.client.ask('expect', sockets);
      await contender.fire(body, sent);
      complete = (await countUntilQuiet(contender.client, sockets, quietFor(sockets))) === sockets && complete;
      const { sample } = await contender.client.ask('newest');
      // Nobody is subscribed yet.
      if (sample === '') break;
      const message = JSON.parse(sample) as Sent['message'];
      sent ??= { body, text: sample, message };
      requireSame(contender.name, sent, sample);
    }
    settled = complete ? settled + 1 : 0;
  }
  if (sent === undefined) throw new Error('Nothing was sent.');
  return sent;
}

/** Without the position of the log that the answer shows: others have none to say. */
function lengthOf(text: string): number {
  return text.replace(/,"extensions":\{"position":\d+\}/, '').length;
}

function requireSame(name: Name, { text, message }: Sent, other: string): void {
  if (message.payload.errors !== undefined) throw new Error(`An event came with errors: ${text}`);
  const { payload } = JSON.parse(other) as Sent['message'];
  if (isDeepStrictEqual(payload.data, message.payload.data) && lengthOf(other) === lengthOf(text)) return;
  throw new Error(`${name} sends something else than ours:\n${other}\n${text}`);
}
