/** A writer that sends one mutation after another, and one that was not answered again under the same key. */
import type { Change } from './oracle-change';
import { ask, type Stage } from './oracle-stage';

export interface OracleWriter {
  /** Position of each mutation that was answered, by its key. */
  positions: Map<string, number>;
  /** Resolves when so many are answered. */
  answered: (count: number) => Promise<void>;
  /** Resolves when all are answered, or `again` has said that it is not to be sent again. */
  done: Promise<void>;
}

export interface Writing {
  stage: Stage;
  changes: readonly Change[];
  /** To which server. */
  server: number;
  /** What the keys begin with. */
  name: string;
  /** Awaited when a mutation was not answered: whether to send it again. */
  again: () => Promise<boolean>;
}

export function startWriter({ stage, changes, server, name, again }: Writing): OracleWriter {
  const positions = new Map<string, number>();
  let look: () => void = () => undefined;
  const write = async (): Promise<void> => {
    for (const [index, change] of changes.entries()) {
      const key = `${name} ${index}`;
      for (let answer = await ask(stage, server, change, key); ; answer = await ask(stage, server, change, key)) {
        const [told] = Object.values((answer?.data ?? {}) as Record<string, { position: number } | null>);
        if (told != null) positions.set(key, told.position);
        else if (await again()) continue;
        else return;
        break;
      }
      look();
    }
  };
  return {
    positions,
    answered: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (positions.size >= count) resolve();
        };
        look();
      }),
    done: write(),
  };
}

/** Everything that can happen to a congress that is planned, in an order in which none of it is refused. */
export function livesOf(organizations: readonly number[]): Change[] {
  return organizations.flatMap((of): Change[] => [
    { name: 'reportCongressCompleted', of, days: 3 },
    { name: 'correctCongressReport', of, days: 5 },
    { name: 'retractCongressReport', of },
    { name: 'rescheduleCongress', of, days: 10 },
    { name: 'postponeCongress', of, days: 12 },
    { name: 'rescheduleCongress', of, days: 14 },
    { name: 'cancelCongress', of },
    { name: 'reinstateCongress', of },
    { name: 'reportCongressCompleted', of, days: 7 },
  ]);
}
