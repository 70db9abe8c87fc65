/** What a child process of the benchmarks does for whoever started it: one command, one answer. */

/** A command by its name: one argument at most. */
export type Commands = Record<string, (argument: never) => unknown>;

interface Asked {
  id: number;
  command: string;
  argument: unknown;
}

export interface Answered {
  id: number;
  result?: unknown;
  error?: string;
}

/** Sent once, when commands are taken. */
export const READY = 0;

export function answerCommands(commands: Commands): void {
  const byName = commands as Record<string, (argument: unknown) => unknown>;
  process.on('message', (asked: Asked) => {
    void answer(byName, asked).then((answered) => process.send?.(answered));
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ id: READY });
}

async function answer(
  commands: Record<string, (argument: unknown) => unknown>,
  { id, command, argument }: Asked,
): Promise<Answered> {
  try {
    return { id, result: await commands[command]?.(argument) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
