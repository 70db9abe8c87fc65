/** P18 to the screen: through Apollo Client, urql with graphcache and Relay nothing that is shown ever goes back, in whatever order answers come. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ANY_QUERY } from '../../client/src/in-order.ts';
import { searchFor } from '../support/search';
import { openApolloScreen } from './apollo-screen';
import { recordLog, type Recorded, type RecordedLog, type Step } from './recorded-log';
import { openRelayScreen } from './relay-screen';
import { ReplayedServer } from './replayed-server';
import { TEXTS, type Fields, type OpenScreen, type Screen } from './cached-screen';
import { openUrqlScreen } from './urql-screen';

const STEPS: Step[] = [
  { key: null, name: 'report', organization: 3, days: 0, attended: null },
  { name: 'unrelated', count: 0 },
  { key: null, name: 'report', organization: 4, days: 0, attended: null },
  { key: null, name: 'retract', organization: 3 },
  { name: 'unrelated', count: 1 },
  { key: null, name: 'reschedule', organization: 3, days: 1 },
  { key: null, name: 'turnDay', days: 2 },
  { key: null, name: 'report', organization: 3, days: 0, attended: null },
  { key: null, name: 'cancel', organization: 5 },
  { key: null, name: 'retract', organization: 4 },
  { name: 'unrelated', count: 2 },
  { key: null, name: 'report', organization: 6, days: 0, attended: null },
];

const CLIENTS: [name: string, open: OpenScreen][] = [
  ['Apollo Client', openApolloScreen],
  ['urql with graphcache', openUrqlScreen],
  ['Relay', openRelayScreen],
];

let log: RecordedLog;

beforeAll(async () => {
  const queries = [TEXTS.headline, TEXTS.list, TEXTS.glance, CONGRESSES, ANY_QUERY];
  log = await recordLog(STEPS, { queries, subscriptions: [TEXTS.events, TEXTS.states], mutation: TEXTS.report });
});

/** What every congress is at each position, in the list or not. */
const CONGRESSES = '{ congresses(first: 50) { edges { node { id status organization { id code } } } } }';

/** Each value that is shown, by where it stands. */
function figuresOf(value: unknown, place = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[place, value]]);
  const entries = Object.entries(value).filter(([key]) => !key.startsWith('__') && key !== 'id');
  return new Map(entries.flatMap(([key, each]) => [...figuresOf(each, `${place}.${key}`)]));
}

/** A list is who stands in it; each has a status of its own. */
function rowsOf({ congresses }: Fields): Map<string, unknown> {
  const { edges } = congresses as { edges: { node: { status: string; organization: { code: string } } }[] };
  const rows = edges.map(({ node }) => [node.organization.code, node.status] as const);
  return new Map<string, unknown>([...rows, ['who', rows.map(([code]) => code).join(' ')]]);
}

function truthOfRows(position: number): Map<string, unknown> {
  const all = rowsOf(log.answer(CONGRESSES, position).data);
  return all.set('who', rowsOf(log.answer(TEXTS.list, position).data).get('who'));
}

/** Without what clients add. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key.startsWith('__') ? undefined : each)));
}

/** What was seen to go back: figures for whose values no positions in ascending order can be found. */
function goingBack(shown: readonly Map<string, unknown>[], truth: readonly Map<string, unknown>[]): string[] {
  const places = new Set(shown.flatMap((each) => [...each.keys()]));
  return [...places].flatMap((place) => {
    let at = 0;
    const values = shown.filter((each) => each.has(place)).map((each) => each.get(place));
    for (const value of values) {
      const next = truth.findIndex((figures, index) => index >= at && figures.get(place) === value);
      if (next < 0) return [`${place}: ${values.map(String).join(', ')}`];
      at = next;
    }
    return [];
  });
}

function positions(): number[] {
  return Array.from({ length: log.last - log.first + 1 }, (_, index) => log.first + index);
}

interface Played {
  backwards: string[];
  /** What stands on the screen at the end. */
  end: unknown;
  course: string[];
}

/** Lets happen what is drawn; then everything that is still on its way. */
async function play(open: OpenScreen, isOrdered: boolean, draws: readonly number[]): Promise<Played> {
  const server = new ReplayedServer(log, (variables) => {
    screen.report(variables);
  });
  const screen: Screen = open(server, isOrdered);
  const { shown } = screen;
  const asks = [
    { name: 'refresh', happen: screen.refresh },
    { name: 'glance', happen: screen.glance },
  ];
  const course: string[] = [];
  const happen = async (draw: number, more: typeof asks): Promise<void> => {
    const possible = [...server.happenings(), ...more];
    const drawn = possible[draw % possible.length];
    course.push(drawn?.name ?? '');
    drawn?.happen();
    await server.settle();
  };
  await server.settle();
  for (const draw of draws) await happen(draw, asks);
  while (!server.isIdle) await happen(0, []);
  screen.close();
  const headlines = positions().map((position) => figuresOf(log.answer(TEXTS.headline, position).data));
  const backwards = [
    ...goingBack(
      shown.headline.map((each) => figuresOf(each)),
      headlines,
    ),
    ...goingBack(shown.list.map(rowsOf), positions().map(truthOfRows)),
  ];
  return { backwards, end: bare([shown.headline.at(-1), shown.list.at(-1)]), course };
}

const order = fc.array(fc.nat(5_039), { minLength: 20, maxLength: 120 });
const search = searchFor('PROPERTY', 80);

const fresh = (): unknown => {
  const at = ({ data }: Recorded): unknown => bare(data);
  return [at(log.answer(TEXTS.headline, log.last)), at(log.answer(TEXTS.list, log.last))];
};

describe.each(CLIENTS)('through %s', (_name, open) => {
  test(
    'nothing goes back, and in the end the screen shows what a fresh query says',
    async () => {
      const property = fc.asyncProperty(order, async (draws) => {
        const { backwards, end, course } = await play(open, true, draws);
        expect({ backwards, end, course }).toEqual({ backwards: [], end: fresh(), course });
      });
      await fc.assert(property, search.budget(CLIENTS.length));
    },
    search.patience(300_000),
  );

  test('a backup that was restored is noticed by a state that is older, and shown', async () => {
    const server = new ReplayedServer(log, (variables) => {
      screen.report(variables);
    });
    const screen: Screen = open(server, true);
    const finish = async (): Promise<void> => {
      await server.settle();
      for (let next = server.happenings()[0]; next !== undefined; [next] = server.happenings()) {
        next.happen();
        await server.settle();
      }
    };
    await finish();
    server.restore(log.first + 1);
    await finish();
    screen.close();
    expect(bare(screen.shown.headline.at(-1))).toEqual(bare(log.answer(TEXTS.headline, log.first + 1).data));
    expect(bare(screen.shown.list.at(-1))).toEqual(bare(log.answer(TEXTS.list, log.first + 1).data));
  });

  test('without the package something does', async () => {
    const property = fc.asyncProperty(order, async (draws) => {
      const { backwards } = await play(open, false, draws);
      expect(backwards).toEqual([]);
    });
    const { failed } = await fc.check(property, { seed: search.seed, numRuns: 60, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
