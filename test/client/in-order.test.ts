/** The order in which answers are handed on: what is older than what was seen, what is asked again, and when the log is another one (P18). */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { InOrder, type OrderOptions, type Question } from '../../client/src/in-order.ts';

const PROGRESS = idOf('Progress:1');
const CONGRESS = idOf('Congress:3');

function idOf(name: string): string {
  return Buffer.from(name).toString('base64url');
}

interface Answer {
  data: object | null;
  extensions?: { position: number };
}

const answer = (position: number, data: object): Answer => ({ data, extensions: { position } });
const progress = (completed: number, more: object = {}): object => ({ progress: { id: PROGRESS, completed, ...more } });

let order: InOrder;
let asked: Question[];
let handedOn: Answer[];
let askedAgain: string[];
let otherLogs: number;
let doubts: number;

function open(options: Partial<OrderOptions> = {}): void {
  handedOn = [];
  asked = [];
  askedAgain = [];
  otherLogs = 0;
  doubts = 0;
  order = new InOrder({
    onOtherLog: () => {
      otherLogs += 1;
    },
    onDoubt: () => {
      doubts += 1;
      return Promise.resolve();
    },
    ...options,
  });
}

beforeEach(() => {
  open();
});
afterEach(() => {
  for (const each of asked) order.drop(each);
});

function query(document = '{ progress { id completed } }', variables: object = {}): Question {
  const askAgain = (): void => void askedAgain.push(document);
  const question = order.ask({ kind: 'query', document: parse(document), variables: { ...variables }, askAgain });
  asked.push(question);
  return question;
}

const stream = (document = 'subscription { progress { id completed } }'): Question =>
  order.ask({ kind: 'subscription', document: parse(document) });

function take(question: Question, given: Answer): void {
  order.take(question, given, (each) => void handedOn.push(each));
}

const positions = (): (number | undefined)[] => handedOn.map(({ extensions }) => extensions?.position);

describe('a push that is older than what was seen', () => {
  test('is handed on under the id of that time, and nothing else of it is touched', () => {
    take(query(), answer(8, progress(5)));
    const given = answer(7, progress(4, { organization: { id: idOf('Organization:1'), name: 'Hà Nội' } }));
    const before = structuredClone(given);
    take(stream('subscription { progress { id completed organization { id name } } }'), given);
    expect(handedOn[1]?.data).toEqual({
      progress: {
        id: idOf('Progress:1@7'),
        completed: 4,
        organization: { id: idOf('Organization:1'), name: 'Hà Nội' },
      },
    });
    expect(given).toEqual(before);
    expect(doubts).toBe(1);
  });

  test('keeps its id if it says the same, and then tells what no newer answer has told', () => {
    take(query(), answer(8, progress(5)));
    const given = answer(7, progress(5, { planned: 9 }));
    take(stream('subscription { progress { id completed planned } }'), given);
    expect(handedOn[1]).toBe(given);
  });

  test('says of which position it is as the newest one did', () => {
    take(query('{ progress { id completed position cursor } }'), answer(8, progress(5, { position: 8, cursor: 'h' })));
    const document = 'subscription { progress { id completed position cursor } }';
    take(stream(document), answer(7, progress(5, { position: 6, cursor: 'f' })));
    expect(handedOn[1]?.data).toEqual(progress(5, { position: 8, cursor: 'h' }));
  });

  test('takes what leads to it with it, but for an event, which shows it as it was', () => {
    take(query(), answer(8, progress(5)));
    const organization = { id: idOf('Organization:1'), progress: { id: PROGRESS, completed: 4 } };
    const node = { id: idOf('CongressEvent:7-ab'), organization };
    const document = 'subscription { congressChanged { node { id organization { id progress { id completed } } } } }';
    take(stream(document), answer(7, { congressChanged: { node } }));
    const older = { id: idOf('Organization:1@7'), progress: { id: idOf('Progress:1@7'), completed: 4 } };
    expect(handedOn[1]?.data).toEqual({ congressChanged: { node: { ...node, organization: older } } });
  });

  test('is compared by fields and arguments, not by what documents call them', () => {
    const of = (level: string): object => ({ id: idOf(`Progress:1,${level}`), completed: 1 });
    const document = (alias: string, level: string): string =>
      `query { organization { id ${alias}: progress(level: ${level}) { id completed } } }`;
    const organization = (fields: object): object => ({ organization: { id: idOf('Organization:1'), ...fields } });
    take(query(document('progress', 'CENTRAL')), answer(8, organization({ progress: of('CENTRAL') })));
    const given = answer(7, organization({ progress: of('GRASSROOTS') }));
    const ask = document('progress', 'GRASSROOTS').replace('query', 'subscription');
    take(stream(ask), given);
    expect(handedOn[1]).toBe(given);
    const renamed = answer(6, organization({ totals: { ...of('CENTRAL'), completed: 0 } }));
    take(stream(document('totals', 'CENTRAL').replace('query', 'subscription')), renamed);
    expect(handedOn[2]?.data).toEqual({
      organization: {
        id: idOf('Organization:1@6'),
        totals: { id: idOf('Progress:1,CENTRAL@6'), completed: 0 },
      },
    });
  });

  test('is older, too, if nobody remembers what was seen', () => {
    open({ most: 1 });
    take(query(), answer(8, progress(5)));
    take(query('{ congress { id status } }'), answer(9, { congress: { id: CONGRESS, status: 'PLANNED' } }));
    take(stream(), answer(7, progress(5)));
    expect(handedOn[2]?.data).toEqual({ progress: { id: idOf('Progress:1@7'), completed: 5 } });
  });
});

describe('a query that was overtaken', () => {
  test('is asked again, and what comes meanwhile is handed on after it, by position', () => {
    const slow = query();
    const pushes = stream();
    const other = query('{ campaign { id } }');
    take(pushes, answer(8, progress(5)));
    take(slow, answer(7, progress(4)));
    expect({ askedAgain, positions: positions() }).toEqual({
      askedAgain: ['{ progress { id completed } }'],
      positions: [8],
    });
    take(pushes, answer(10, progress(7)));
    take(other, answer(9, { campaign: { id: idOf('Campaign:1') } }));
    take(slow, answer(9, progress(6)));
    expect(positions()).toEqual([8, 9, 9, 10]);
    expect(handedOn.map(({ data }) => data)).toContainEqual(progress(6));
    expect(askedAgain).toHaveLength(1);
  });

  test('is asked again also if it shows nothing of what was pushed: applications act on pushes', () => {
    const slow = query('{ campaign { id } }');
    take(stream(), answer(8, progress(5)));
    take(slow, answer(7, { campaign: { id: idOf('Campaign:1') } }));
    expect(askedAgain).toHaveLength(1);
  });

  test('by another query is asked again only if it says otherwise', () => {
    const list = '{ congresses(first: 5) { totalCount edges { node { id } } } }';
    const congresses = (...names: string[]): object => ({
      congresses: { totalCount: names.length, edges: names.map((name) => ({ node: { id: idOf(name) } })) },
    });
    const [slow, equal] = [query(list), query(list)];
    take(query(list), answer(8, congresses('Congress:3')));
    take(equal, answer(7, congresses('Congress:3')));
    expect(askedAgain).toHaveLength(0);
    take(slow, answer(6, congresses('Congress:3', 'Congress:4')));
    expect(askedAgain).toHaveLength(1);
  });

  test('does not keep others waiting for ever, and is handed on in the end', async () => {
    open({ patience: 1 });
    const slow = query();
    const pushes = stream();
    for (const position of [8, 10, 12]) {
      take(pushes, answer(position, progress(position)));
      take(slow, answer(position - 1, progress(position - 1)));
      const next = new Promise<void>((resolve) => {
        order.take(pushes, answer(position + 1, progress(position + 1)), (each) => {
          handedOn.push(each);
          resolve();
        });
      });
      await next;
    }
    take(slow, answer(12, progress(12)));
    expect(askedAgain).toHaveLength(3);
    expect(handedOn.at(-1)?.data).toEqual({ progress: { id: idOf('Progress:1@12'), completed: 12 } });
  });

  test('that fails, or that nobody waits for any more, lets the others go on', () => {
    for (const end of [
      (question: Question) => {
        take(question, { data: null });
      },
      (question: Question) => {
        order.finish(question, () => undefined);
      },
      (question: Question) => {
        order.drop(question);
      },
    ]) {
      open();
      const slow = query();
      const pushes = stream();
      take(pushes, answer(8, progress(5)));
      take(slow, answer(7, progress(4)));
      take(pushes, answer(9, progress(6)));
      let isOver = false;
      order.finish(pushes, () => {
        isOver = true;
      });
      expect({ positions: positions(), isOver }).toEqual({ positions: [8], isOver: false });
      end(slow);
      expect({ positions: positions().filter((each) => each !== undefined), isOver }).toEqual({
        positions: [8, 9],
        isOver: true,
      });
    }
  });
});

test('the answer to a mutation, which cannot be asked again, is handed on under the ids of its time', () => {
  const mutation = order.ask({
    kind: 'mutation',
    document: parse('mutation { report { progress { id completed } } }'),
  });
  take(stream(), answer(8, progress(5)));
  take(mutation, answer(7, { report: progress(4) }));
  expect(handedOn[1]?.data).toEqual({ report: { progress: { id: idOf('Progress:1@7'), completed: 4 } } });
  expect({ askedAgain, doubts }).toEqual({ askedAgain: [], doubts: 0 });
});

describe('another log', () => {
  test('is proved by an answer that is older than what had been seen when it was asked', () => {
    take(stream(), answer(100, progress(50)));
    const question = query();
    take(question, answer(90, progress(40)));
    expect({ otherLogs, positions: positions() }).toEqual({ otherLogs: 1, positions: [100, 90] });
    expect(handedOn[1]?.data).toEqual(progress(40));
  });

  test('is not proved by one that was only overtaken', () => {
    const question = query();
    take(stream(), answer(100, progress(50)));
    take(question, answer(90, progress(40)));
    expect(otherLogs).toBe(0);
  });

  test('what was asked before is asked again, and what cannot be says nothing of it', () => {
    const slow = query();
    const mutation = order.ask({
      kind: 'mutation',
      document: parse('mutation { report { progress { id completed } } }'),
    });
    order.forget();
    take(slow, answer(100, progress(50)));
    expect({ otherLogs, askedAgain: askedAgain.length, positions: positions() }).toEqual({
      otherLogs: 1,
      askedAgain: 1,
      positions: [],
    });
    take(slow, answer(90, progress(40)));
    take(mutation, answer(100, { report: progress(50) }));
    take(query(), answer(90, progress(40)));
    expect({ otherLogs, positions: positions() }).toEqual({ otherLogs: 1, positions: [90, 100, 90] });
  });
});
