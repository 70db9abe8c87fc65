/** The server as a process of its own, started as `giaoban serve` is, from the sources: something to kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ServerProcess {
  pid: number;
  url: string;
  /** All that it has written to standard output so far. */
  said: () => string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Sends the signal, and waits for the end. */
  kill: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}

const ROOT = join(__dirname, '..', '..');
const HOOK = join(__dirname, 'typescript-hook.js');

/** Variables that would make it another server than the test asks for. */
const SETTINGS =
  /^(HOST|PORT|DATABASE_URL|DATA_DIR|AUTH_.*|ALLOWED_ORIGINS|PUBLIC_TOTALS|EXPLORERS|DASHBOARD|MAP_FILE|TODAY|LOG_LEVEL|METRICS_TOKEN|VERIFY.*|OTEL_.*)$/;

const READY = /Ctrl-C stops the server\.\n/;
/** Releases before said the same as to a person. */
const READY_AS_A_SERVICE = /"msg":"Giao Ban is ready\."\}\n|Ready, alive .*\n/;

/** Of the sources below `root`. Resolves when the server has said all of its welcome; rejects with what it said when it ends before. */
export async function startServerProcess(settings: Record<string, string>, root = ROOT): Promise<ServerProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  const isService = settings['DATABASE_URL'] !== undefined;
  const child = spawn(process.execPath, ['-r', HOOK, join(root, 'src', 'main.ts'), 'serve'], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), PORT: '0', LOG_LEVEL: isService ? 'info' : 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = closed.then(([code, signal]) => code ?? signal ?? 'SIGKILL');
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!(isService ? READY_AS_A_SERVICE : READY).test(said)) return;
      // A log of every request comes after it: that is not searched again and again.
      child.stdout.off('data', look);
      resolve();
    };
    child.stdout.on('data', look);
    void ended.then((how) => {
      reject(new Error(`The server ended (${how}) before it was ready:\n${said}${complained}`));
    });
  });
  const kill = (signal: NodeJS.Signals): Promise<number | NodeJS.Signals> => {
    child.kill(signal);
    return ended;
  };
  const url = /(?:GraphQL +|"url":")(http:[^"\s]+?)(?:\/graphql|")/.exec(said)?.[1] ?? '';
  return { pid: child.pid ?? 0, url, said: () => said, ended, kill };
}

/** A token that the demo prints when it starts. */
export function printedToken(server: ServerProcess, role: 'reporter' | 'admin'): string {
  const token = new RegExp(`^  ${role} +(\\S+)$`, 'm').exec(server.said())?.[1];
  if (token === undefined) throw new Error(`The server printed no token of a ${role}.`);
  return token;
}
