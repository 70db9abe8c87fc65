/** Congresses of the demo country that tests are about, and tokens of those who ask for them. */
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { CongressesDocument } from '../generated/operations';
import { tokenFor, type TestApp } from './start-test-app';

export interface Known {
  /** Ids of congresses of province 01 that are still to be held. */
  planned: string[];
  /** A congress of province 01 that was held. */
  held: { id: string; position: number };
  /** Id of a congress of province 02 that is still to be held. */
  foreign: string;
  /** A cursor of a list of congresses by code. */
  cursorByCode: string;
  tokens: { admin: string; reporterOf01: string; viewer: string };
}

export async function findKnown(app: TestApp): Promise<Known> {
  const list = async (within: string, status: 'PLANNED' | 'COMPLETED') => {
    const { congresses } = await app.ask(CongressesDocument, { within, status, level: 'GRASSROOTS', first: 5 });
    return congresses!;
  };
  const [planned, held, foreign] = [
    await list('01', 'PLANNED'),
    await list('01', 'COMPLETED'),
    await list('02', 'PLANNED'),
  ];
  const [first] = held.edges;
  return {
    planned: planned.edges.map(({ node }) => node.id),
    held: { id: first!.node.id, position: first!.node.position },
    foreign: foreign.edges[0]!.node.id,
    cursorByCode: planned.pageInfo.endCursor!,
    tokens: {
      admin: await tokenFor(Role.ADMIN),
      reporterOf01: await tokenFor(Role.REPORTER, '01'),
      viewer: await tokenFor(Role.VIEWER),
    },
  };
}

/** What a mutation leaves behind: the end of the log, and how many keys are kept. */
export function traceOf(databaseUrl: string): Promise<Row> {
  return readRow(
    databaseUrl,
    `SELECT (SELECT position FROM log_head) AS head,
            (SELECT max(position) FROM log_entry) AS last,
            (SELECT count(*)::integer FROM idempotency_key) AS keys,
            (SELECT today::text FROM campaign) AS today`,
  );
}

/** A fingerprint of everything that a mutation can change. */
export function fingerprintOf(databaseUrl: string): Promise<Row> {
  return readRow(
    databaseUrl,
    `SELECT (SELECT position FROM log_head) AS head,
            (SELECT count(*)::integer FROM log_entry) AS entries,
            (SELECT sum(hashtext(c::text)) FROM congress c)::text AS congresses,
            (SELECT sum(hashtext(p::text)) FROM progress_current p)::text AS counters,
            (SELECT sum(hashtext(p::text)) FROM progress_day p)::text AS days,
            (SELECT count(*)::integer FROM congress_plan) AS plans,
            (SELECT count(*)::integer FROM congress_report) AS reports,
            (SELECT count(*)::integer FROM idempotency_key) AS keys,
            (SELECT today::text FROM campaign) AS today`,
  );
}

type Row = Record<string, unknown>;

async function readRow(databaseUrl: string, sql: string): Promise<Row> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql);
    return rows[0] ?? {};
  } finally {
    await client.end();
  }
}
