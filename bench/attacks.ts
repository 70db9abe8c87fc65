/** Attacks a server, one attack after another, and measures how long everybody else waits meanwhile (P23). */
import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { signToken } from '../src/access/token';
import { Role } from '../src/access/viewer';
import type { Closers } from '../src/process/closers';
import type { AttackerCommands } from './attacks/attacker-process';
import { describeAttack, type AttackResults } from './attacks/describe-attacks';
import { EVERY_ATTACK } from './attacks/every-attack';
import { measureAttack, type Parties } from './attacks/measure-attack';
import { startServer } from './attacks/server-under-attack';
import type { VictimCommands } from './attacks/victim-process';
import { MOMENTS, writeAttacks, type Moment } from './attacks/write-attacks';
import { describeMachine, loadNow } from './describe-machine';
import { runToEnd } from './run-to-end';
import { startChild, stopChildren } from './start-child';

const SECRET = 'a secret for benchmarks that is long enough';

interface Settings {
  server: string;
  only: RegExp | undefined;
  seconds: number;
  /** Where the results are kept; undefined: nowhere. */
  write: Moment | undefined;
}

async function run(closers: Closers, signal: AbortSignal): Promise<void> {
  const settings = readSettings();
  const attacks = EVERY_ATTACK.filter(({ name }) => settings.only?.test(name) ?? true);
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-attacks-'));
  // The database is another user's where the benchmark is root's.
  await chmod(folder, 0o755);
  closers.add(() => rm(folder, { recursive: true, force: true }));
  closers.add(stopChildren);
  const place = { folder: settings.server, dataDirectory: join(folder, 'data'), secret: SECRET };
  const parties = await openParties();
  const commit = commitOf(settings.server);
  const results: AttackResults = { machine: describeMachine('its own'), attacks: [] };
  for (const attack of attacks) {
    if (signal.aborted) return;
    const server = await startServer(place);
    closers.add(server.stop);
    const result = await measureAttack(parties, server, attack, settings.seconds);
    await server.stop();
    results.attacks.push({ ...result, commit });
    say(describeAttack(result));
    results.machine.loadAtEnd = loadNow();
    if (settings.write !== undefined) await writeAttacks(settings.write, results);
  }
}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      server: { type: 'string', default: join(__dirname, '..') },
      only: { type: 'string' },
      seconds: { type: 'string', default: '6' },
      write: { type: 'string' },
    },
  });
  const write = MOMENTS.find((moment) => moment === values.write);
  if (values.write !== undefined && write === undefined) throw new Error('--write is "before" or "after".');
  return {
    server: resolve(values.server),
    only: values.only === undefined ? undefined : new RegExp(values.only),
    seconds: Number(values.seconds),
    write: write ?? (values.only === undefined && values.server === join(__dirname, '..') ? 'after' : undefined),
  };
}

async function openParties(): Promise<Parties> {
  const sign = (subject: string, role: Role): Promise<string> =>
    signToken({ subject, role, organization: 'VN' }, new TextEncoder().encode(SECRET));
  return {
    victims: await startChild<VictimCommands>('attacks/victim-process'),
    attackers: await startChild<AttackerCommands>('attacks/attacker-process'),
    tokens: {
      asker: await sign('asker', Role.VIEWER),
      subscriber: await sign('subscriber', Role.VIEWER),
      reporter: await sign('reporter', Role.REPORTER),
      attacker: await sign('attacker', Role.VIEWER),
    },
  };
}

function commitOf(folder: string): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

void runToEnd(run);
