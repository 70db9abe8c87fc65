/** The servers that are compared, each with its subscribers, and how each of them gets to know of an event. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BareCommands } from './bare-server';
import type { ClientCommands } from './client-process';
import type { gauges, Memory } from './gauges';
import type { GiaobanCommands } from './giaoban-server';
import type { Body, Country } from './open-country';
import type { CongressEventEdge } from './pubsub-schema';
import type { PubSubCommands } from './pubsub-server';
import { report } from './report-congresses';
import { startChild, type Child } from './start-child';

export const NAMES = ['giaoban', 'bare', 'pubsub'] as const;
export type Name = (typeof NAMES)[number];

/** An event, and what our server sent of it. */
export interface Sent {
  body: Body;
  /** The whole message. */
  text: string;
  message: { payload: { data?: { congressCompleted: CongressEventEdge }; errors?: unknown } };
}

export interface Contender {
  name: Name;
  server: Child<typeof gauges>;
  client: Child<ClientCommands>;
  /** Where sockets are opened. */
  url: string;
  /** The same event for everyone: ours comes first, the others send what it has sent. */
  fire: (body: Body, sent: Sent | undefined) => Promise<unknown>;
  stop: () => Promise<void>;
}

export async function startContender(name: Name, country: Country): Promise<Contender> {
  const [client, { server, url, fire }] = await Promise.all([
    startChild<ClientCommands>('client-process'),
    STARTERS[name](country),
  ]);
  return {
    name,
    server,
    client,
    url: `${url}/graphql`,
    fire,
    stop: async () => {
      await client.stop();
      await server.stop();
    },
  };
}

type Started = Pick<Contender, 'server' | 'url' | 'fire'>;

const STARTERS: Record<Name, (country: Country) => Promise<Started>> = {
  giaoban: async (country) => {
    const server = await startChild<GiaobanCommands>('giaoban-server');
    const url = await server.ask('start', country.start);
    return { server, url, fire: (body) => report(country, body) };
  },
  bare: async () => {
    const server = await startChild<BareCommands>('bare-server');
    const url = await server.ask('start');
    return { server, url, fire: (_body, sent) => server.ask('fire', sent?.text ?? '') };
  },
  pubsub: async ({ start }) => {
    const server = await startChild<PubSubCommands>('pubsub-server');
    const url = await server.ask('start', start.databaseUrl);
    return { server, url, fire: ({ id }, sent) => server.ask('fire', eventOf(id, sent)) };
  },
};

/** The event as an application would publish it: all that is sent of it, but what has to be looked up. */
function eventOf(organizationId: number, sent: Sent | undefined): CongressEventEdge {
  const edge = sent?.message.payload.data?.congressCompleted;
  if (edge === undefined) throw new Error('Our server has sent nothing that could be published.');
  return { ...edge, node: { ...edge.node, congress: { ...edge.node.congress, organizationId } } };
}

const FEW = 50;
const IDLE_MILLISECONDS = 500;

/** The memory of a server that has served some sockets, and has none. */
export async function measureEmpty(contender: Contender, opening: { query: string; token: string }): Promise<Memory> {
  const { client, server, url } = contender;
  await client.ask('open', { ...opening, url, count: FEW });
  await pause(IDLE_MILLISECONDS);
  await client.ask('close');
  await pause(IDLE_MILLISECONDS);
  return server.ask('memory');
}
