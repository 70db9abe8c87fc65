/** What the figures were measured on, and with which versions. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';

export interface Machine {
  date: string;
  commit: string;
  processors: string;
  memory: string;
  system: string;
  versions: Record<string, string>;
  /** Processes that wanted to run in the last minute: at the start whatever else the machine does. */
  loadAtStart: string;
  loadAtEnd: string;
}

const PACKAGES = ['ws', 'graphql-ws', 'graphql', 'type-graphql', '@graphql-yoga/subscription', 'typeorm', 'pg'];
const ROOT = join(__dirname, '..');

export function describeMachine(postgres: string): Machine {
  const [first] = cpus();
  const packages = Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)]));
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: readCommit(),
    processors: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${release()} ${process.arch}`,
    versions: { node: process.versions.node, postgresql: postgres, ...packages },
    loadAtStart: loadNow(),
    loadAtEnd: '',
  };
}

export function loadNow(): string {
  return loadavg()[0]?.toFixed(1) ?? '';
}

function versionOf(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Outside of a clone nobody knows. */
function readCommit(): string {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim();
    const isChanged = execFileSync('git', ['status', '--porcelain', '--', 'src'], options) !== '';
    return isChanged ? `${commit} with changes in src` : commit;
  } catch {
    return 'unknown';
  }
}
