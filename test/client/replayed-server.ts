/** A recorded log as a server that moves only when it is told to: answers and pushes arrive in any order that a network could make. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client, Payload, Sink, Staleness } from '../../client/src/client.ts';
import { nameOf, type Recorded, type RecordedLog } from './recorded-log';

interface Request {
  document: string;
  isMutation: boolean;
  /** Once it is worked out. */
  answer: Recorded | undefined;
  deliver: (answer: Recorded) => void;
}

interface Line {
  document: string;
  queue: Recorded[];
  sink: Sink;
}

/** Something that may happen now. */
export interface Happening {
  name: string;
  happen: () => void;
}

export class ReplayedServer implements Pick<Client, 'subscribe' | 'fetch' | 'onStale'> {
  head: number;
  private last: number;
  private readonly requests = new Set<Request>();
  private readonly lines = new Set<Line>();
  private readonly listeners = new Set<(why: Staleness) => void>();

  /** `report` has a client send the mutation that the log goes on with. */
  constructor(
    private readonly log: RecordedLog,
    private readonly report: (variables: Record<string, unknown>) => void,
  ) {
    this.head = log.first;
    this.last = log.last;
  }

  readonly fetch: Client['fetch'] = (_url, init) => {
    const { query } = JSON.parse(init?.body as string) as { query: string };
    return new Promise((resolve) => {
      const deliver = (answer: Recorded): void => {
        resolve(Response.json(answer));
      };
      const isMutation = nameOf(query).startsWith('mutation');
      this.requests.add({ document: query, isMutation, answer: undefined, deliver });
    });
  };

  readonly subscribe: Client['subscribe'] = <Data>({ query }: Payload, sink: Sink<Data>) => {
    const state = this.log.pushed(query, this.log.first);
    const line: Line = { document: query, queue: state === undefined ? [] : [state], sink: sink as Sink };
    this.lines.add(line);
    return () => {
      this.lines.delete(line);
    };
  };

  readonly onStale: Client['onStale'] = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  happenings(): Happening[] {
    const requests = [...this.requests];
    const advance =
      this.head < this.last
        ? [
            {
              name: 'advance',
              happen: () => {
                this.advance();
              },
            },
          ]
        : [];
    const worked = requests
      .filter(({ answer, isMutation }) => answer === undefined && !isMutation)
      .map((request) => ({
        name: 'work out',
        happen: () => {
          request.answer = this.log.answer(request.document, this.head);
        },
      }));
    const answered = requests.flatMap((request) => {
      const { answer } = request;
      if (answer === undefined) return [];
      return [
        {
          name: `answer of ${answer.extensions.position}`,
          happen: () => {
            this.requests.delete(request);
            request.deliver(answer);
          },
        },
      ];
    });
    const pushed = [...this.lines]
      .filter(({ queue }) => queue.length > 0)
      .map((line) => ({
        name: `push of ${String(line.queue[0]?.extensions.position)}`,
        happen: () => {
          this.push(line);
        },
      }));
    return [...advance, ...worked, ...answered, ...pushed];
  }

  /** A backup of that position is there instead: who follows a state gets the one that it has. */
  restore(position: number): void {
    this.head = position;
    this.last = position;
    for (const { document, queue } of this.lines) {
      queue.length = 0;
      const last = this.positionsUpTo(position).findLast((each) => this.log.pushed(document, each) !== undefined);
      const state = last === undefined ? undefined : this.log.pushed(document, last);
      // Events are continued after a cursor, which is refused.
      if (state !== undefined && !document.includes('$after')) queue.push(state);
    }
  }

  get isIdle(): boolean {
    return this.happenings().length === 0;
  }

  /** Clients hand on what they got in a few turns of the event loop. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
  }

  private positionsUpTo(position: number): number[] {
    return Array.from({ length: position - this.log.first + 1 }, (_, index) => this.log.first + index);
  }

  private advance(): void {
    const variables = this.log.inputOf(this.head + 1);
    const mutation = [...this.requests].find(({ isMutation, answer }) => isMutation && answer === undefined);
    if (variables !== undefined && mutation === undefined) {
      this.report(variables);
      return;
    }
    this.head += 1;
    if (mutation !== undefined) mutation.answer = this.log.answer(mutation.document, this.head);
    for (const { document, queue } of this.lines) {
      const pushed = this.log.pushed(document, this.head);
      if (pushed !== undefined) queue.push(pushed);
    }
  }

  private push(line: Line): void {
    const pushed = line.queue.shift();
    if (pushed === undefined) return;
    line.sink.next(pushed);
    const [edge] = Object.values(pushed.data) as { node?: { kind?: string } }[];
    if (edge?.node?.kind !== 'DAY_TURNED') return;
    for (const listener of this.listeners) listener('DAY_TURNED');
  }
}
