/** A writer that goes on while a new version is rolled out: congresses that move and are held, and items of work programs. */
import { post } from './start-test-app';

export interface UpgradeWriter {
  /** Positions that were answered. */
  positions: number[];
  faults: string[];
  /** Resolves when so many more were answered; rejects at a fault. */
  answers: (count: number) => Promise<void>;
  /** Resolves when what was under way is answered. */
  stop: () => Promise<void>;
}

interface Change {
  name: string;
  input: Record<string, unknown>;
}

/** Every change is of one of these bodies, which are the writer's own. */
export function startCongressWriter(url: string, token: string, bodies: readonly string[]): UpgradeWriter {
  const held = bodies.filter((_, index) => index % 2 === 0);
  const moved = bodies.filter((_, index) => index % 2 === 1);
  const move = (number: number): Change => {
    const plannedOn = number % (2 * moved.length) < moved.length ? '2025-05-10' : '2025-05-20';
    return { name: 'rescheduleCongress', input: { organization: moved[number % moved.length], plannedOn } };
  };
  return startWriter(url, token, (number) => {
    const organization = number % 10 === 0 ? held.pop() : undefined;
    if (organization === undefined) return move(number);
    return { name: 'reportCongressCompleted', input: { organization, heldOn: '2025-02-20' } };
  });
}

/** One program has room for 200 items. */
export function startRecordWriter(url: string, token: string, bodies: readonly string[]): UpgradeWriter {
  return startWriter(url, token, (number) => ({
    name: 'addWorkItem',
    input: { organization: bodies[number % bodies.length], year: 2025, kind: 'TASK', title: 'Báo cáo', dueQuarter: 4 },
  }));
}

function startWriter(url: string, token: string, next: (number: number) => Change): UpgradeWriter {
  const writer = { positions: [] as number[], faults: [] as string[] };
  const looking = new Set<() => void>();
  let isOver = false;
  const write = async (): Promise<void> => {
    for (let number = 0; !isOver && writer.faults.length === 0; number += 1) {
      const change = next(number);
      const answer = await send(url, token, change).catch((error: unknown) => String(error));
      if (typeof answer === 'number') writer.positions.push(answer);
      else writer.faults.push(`${JSON.stringify(change)}: ${answer}`);
      for (const look of [...looking]) look();
    }
  };
  const done = write();
  return {
    ...writer,
    answers: (count) => {
      const wanted = writer.positions.length + count;
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (writer.faults.length > 0) reject(new Error(writer.faults.join('\n')));
          else if (writer.positions.length >= wanted) resolve();
          else return;
          looking.delete(look);
        };
        looking.add(look);
        look();
      });
    },
    stop: () => {
      isOver = true;
      return done;
    },
  };
}

/** Its position, or what was answered instead. */
export async function send(url: string, token: string, { name, input }: Change): Promise<number | string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { position } }`;
  const answer = await post<Record<string, { position: number }>, object>(url, query, { input }, token);
  return answer.data?.[name]?.position ?? JSON.stringify(answer);
}
