/** What a real server says of a log, position by position: its answers, its pushes, in the words of the documents that are asked. */
import { formatDocument } from '@urql/core';
import { parse, print, visit, type DocumentNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Role } from '../../src/access/viewer';
import { Level } from '../../src/organization/level';
import type { Closers } from '../../src/process/closers';
import { openCleanUp } from '../support/clean-up';
import { carryOut, type Command } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { codeOf, plantTree } from '../support/plant-tree';
import { carryOutRecord } from '../support/record-command';
import { startOn, tokenFor } from '../support/start-test-app';

export interface Recorded {
  data: Record<string, unknown>;
  extensions: { position: number };
}

export interface RecordedLog {
  first: number;
  last: number;
  /** Variables of the mutation by which the entry of that position came about, if it was the mutation. */
  inputOf: (position: number) => Record<string, unknown> | undefined;
  answer: (document: string, position: number) => Recorded;
  /** Undefined where nothing was pushed. */
  pushed: (document: string, position: number) => Recorded | undefined;
}

export interface Documents {
  queries: readonly string[];
  subscriptions: readonly string[];
  /** Takes `input`, a report. */
  mutation: string;
}

/** One change after the other; `unrelated` ones move the position, and nothing that is watched. */
export type Step = Command | { name: 'unrelated'; count: number };

const { CENTRAL, CENTRALLY_RUN, GRASSROOTS } = Level;
const BODIES = [3, 4, 5, 6];
const TODAY = '2020-03-01';
const TREE = {
  parents: [0, 0, 1, 1, 2, 2],
  levels: [CENTRAL, CENTRALLY_RUN, CENTRALLY_RUN, ...BODIES.map(() => GRASSROOTS)],
  deadlines: { GRASSROOTS: '2020-03-04' },
  today: TODAY,
};

/** The same document, whoever adds `__typename` to it. */
export function nameOf(document: string): string {
  const bare: unknown = visit(parse(document), {
    Field: ({ name }) => (name.value === '__typename' ? null : undefined),
  });
  return print(bare as DocumentNode);
}

const withTypes = (document: string): string => print(formatDocument(parse(document)) as DocumentNode);

/** A server over the tree, where four congresses are planned. */
export interface PlantedServer {
  database: TestDatabase;
  url: string;
  authorization: string;
}

export async function openPlantedServer(cleanUp: Closers): Promise<PlantedServer> {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await plantTree(database.dataSource, TREE);
  for (const organization of BODIES) {
    await carryOut(database.dataSource, { key: null, name: 'plan', organization, days: 2, pilot: false });
  }
  const app = await startOn(database.url);
  cleanUp.add(app.close);
  return { database, url: app.url, authorization: `Bearer ${await tokenFor(Role.ADMIN, codeOf(0))}` };
}

export async function recordLog(steps: readonly Step[], documents: Documents): Promise<RecordedLog> {
  const cleanUp = openCleanUp();
  try {
    const { database, url, authorization } = await openPlantedServer(cleanUp);
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
    });
    cleanUp.add(async () => {
      await client.dispose();
    });
    const ask = async (document: string, variables: object = {}): Promise<Recorded> => {
      const headers = { 'content-type': 'application/json', authorization };
      const body = JSON.stringify({ query: withTypes(document), variables });
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const recorded = (await answer.json()) as Recorded & { errors?: unknown };
      if (recorded.errors !== undefined) throw new Error(JSON.stringify(recorded.errors));
      return recorded;
    };
    return await follow(steps, documents, { ask, client, database });
  } finally {
    await cleanUp.closeAll();
  }
}

interface Stage {
  ask: (document: string, variables?: object) => Promise<Recorded>;
  client: ReturnType<typeof createClient>;
  database: TestDatabase;
}

async function follow(steps: readonly Step[], documents: Documents, stage: Stage): Promise<RecordedLog> {
  const { ask, client, database } = stage;
  const answers = new Map<string, Recorded>();
  const pushes = new Map<string, Recorded>();
  const inputs = new Map<number, Record<string, unknown>>();
  let look = (): void => undefined;
  for (const document of documents.subscriptions) {
    const next = (pushed: unknown): void => {
      const recorded = pushed as Recorded;
      pushes.set(`${nameOf(document)} ${recorded.extensions.position}`, recorded);
      look();
    };
    const error = (reason: unknown): void => {
      throw new Error(JSON.stringify(reason));
    };
    client.subscribe({ query: withTypes(document) }, { next, error, complete: () => undefined });
  }
  const pushed = (document: string, position: number): Recorded | undefined =>
    pushes.get(`${nameOf(document)} ${position}`);
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (isThere()) resolve();
      };
      look();
    });
  const record = async (): Promise<number> => {
    let position = 0;
    for (const document of documents.queries) {
      const answer = await ask(document);
      ({ position } = answer.extensions);
      answers.set(`${nameOf(document)} ${position}`, answer);
    }
    return position;
  };
  // States say at once how it is: then the server listens.
  const first = await record();
  const isState = (document: string): boolean => !document.includes('$after');
  await until(() => documents.subscriptions.every((each) => !isState(each) || pushed(each, first) !== undefined));
  let last = first;
  for (const step of steps) {
    last += 1;
    if (step.name === 'report') {
      const heldOn = '2020-02-29';
      const input = { organization: codeOf(step.organization), heldOn, idempotencyKey: `report ${last}` };
      inputs.set(last, { input });
      answers.set(`${nameOf(documents.mutation)} ${last}`, await ask(documents.mutation, { input }));
    } else if (step.name === 'unrelated') {
      const change = step.count === 0 ? 'recordRating' : 'correctRating';
      await carryOutRecord(database.dataSource, { change, body: codeOf(1), below: codeOf(3), count: step.count });
    } else {
      await carryOut(database.dataSource, step);
    }
    const isWatched = step.name !== 'unrelated';
    const at = last;
    await until(() =>
      documents.subscriptions.every((each) => (isState(each) && !isWatched) || pushed(each, at) !== undefined),
    );
    const position = await record();
    if (position !== last) throw new Error(`Step ${JSON.stringify(step)} led to ${position}, not ${last}.`);
  }
  return {
    first,
    last,
    pushed,
    inputOf: (position) => inputs.get(position),
    answer: (document, position) => {
      const answer = answers.get(`${nameOf(document)} ${position}`);
      if (answer === undefined) throw new Error(`Nothing is recorded at ${position} of ${document}`);
      return answer;
    },
  };
}
