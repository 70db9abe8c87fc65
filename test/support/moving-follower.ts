/** A subscriber that is moved from one server to another with its newest cursor, as an upgrade moves it, and checks what it is told. */
import type { GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { post, requireData } from './start-test-app';

export interface Version {
  url: string;
  isNew: boolean;
}

export interface MovingFollower {
  /** Where it began to follow. */
  from: number;
  /** Positions of the events, in the order in which they came. */
  positions: number[];
  /** Places that it was told to skip by RESYNC: the state was read afresh at the second position. */
  skipped: [after: number, upTo: number][];
  faults: string[];
  moveTo: (server: Version) => void;
  /** Resolves when it has come so far, by an event or by reading the state afresh; rejects at a fault. */
  reaches: (position: number) => Promise<void>;
  stop: () => void;
}

interface Place {
  cursor: string;
  previousCursor: string;
}

/** As this version pushes it, and as the released one does. */
type Pushed = Place & { node: { position: number } };
type PushedBefore = Place & { position: number };

interface Head {
  progress: { cursor: string; position: number };
}

const HEAD = '{ progress { cursor position } }';
const RESTARTS = 1012;

export async function openMovingFollower(field: string, server: Version, token: string): Promise<MovingFollower> {
  const found = await readHead(server, token);
  const at = { ...found, isOfNew: server.isNew };
  const follower = { positions: [], skipped: [], faults: [] } as Pick<MovingFollower, 'faults' | 'skipped'> & {
    positions: number[];
  };
  const looking = new Set<() => void>();
  const look = (): void => {
    for (const each of [...looking]) each();
  };
  const complain = (fault: string): void => {
    follower.faults.push(`${field} after ${at.position}: ${fault}`);
    look();
  };
  let client: Client | undefined;

  const take = (event: Pushed | PushedBefore, expected: string | undefined, isOfNew: boolean): void => {
    const { cursor, previousCursor } = event;
    const { position } = 'node' in event ? event.node : event;
    if (expected !== undefined && previousCursor !== expected) complain(`${position} names another one before it`);
    follower.positions.push(position);
    Object.assign(at, { cursor, position, isOfNew });
    look();
  };
  /** The client of an old server reads the state afresh, and goes on after it. */
  const resync = async (to: Version, mine: Client): Promise<void> => {
    const { cursor, position } = await readHead(to, token);
    if (client !== mine) return;
    follower.skipped.push([at.position, position]);
    Object.assign(at, { cursor, position, isOfNew: to.isNew });
    look();
    begin(to);
  };
  const begin = (to: Version): void => {
    void client?.dispose();
    const mine = openClient(to, token);
    client = mine;
    const isHandedOn = at.isOfNew !== to.isNew;
    // One version need not write cursors as the other one does.
    let expected = isHandedOn ? undefined : at.cursor;
    let isOver = false;
    const refuse = (errors: unknown): void => {
      isOver = true;
      if (codeOf(errors) === 'RESYNC' && isHandedOn && !to.isNew) void resync(to, mine);
      else complain(JSON.stringify(errors));
    };
    const query = `subscription ($after: Cursor!) { ${field}(after: $after) { cursor previousCursor ${to.isNew ? 'node { position }' : 'position'} } }`;
    mine.subscribe<Record<string, Pushed | PushedBefore>>(
      { query, variables: { after: at.cursor } },
      {
        next: ({ data, errors }) => {
          const event = data?.[field];
          if (client !== mine) return;
          if (event === undefined) refuse(errors);
          else take(event, expected, to.isNew);
          expected = event?.cursor;
        },
        error: (error) => {
          if (client !== mine || (error as { code?: number }).code === RESTARTS) return;
          refuse(error);
        },
        complete: () => {
          if (client === mine && !isOver) complain('The server completed it.');
        },
      },
    );
  };
  begin(server);
  return {
    ...follower,
    from: found.position,
    moveTo: begin,
    reaches: (position) => whenReached(position, at, follower.faults, looking),
    stop: () => {
      const last = client;
      client = undefined;
      void last?.dispose();
    },
  };
}

function openClient({ url }: Version, token: string): Client {
  return createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
}

function whenReached(
  position: number,
  at: { position: number },
  faults: readonly string[],
  looking: Set<() => void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (faults.length > 0) reject(new Error(faults.join('\n')));
      else if (at.position >= position) resolve();
      else return;
      looking.delete(look);
    };
    looking.add(look);
    look();
  });
}

async function readHead({ url }: Version, token: string): Promise<Head['progress']> {
  return requireData(await post<Head, object>(url, HEAD, {}, token)).progress;
}

function codeOf(error: unknown): unknown {
  return Array.isArray(error) ? (error as GraphQLFormattedError[])[0]?.extensions?.['code'] : undefined;
}
