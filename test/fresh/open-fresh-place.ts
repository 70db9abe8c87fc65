/** A place as a newcomer has it: an unprivileged user, an empty home, nothing on the path but Node, a shell and curl, and a clone. */
import { execFileSync, spawn, type ChildProcess, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** The user `nobody`; PostgreSQL wants one with a name. */
const NOBODY = { uid: 65_534, gid: 65_534 };
/** How this machine reaches the package registry: of the environment, and of npm's own settings. */
const NETWORK = /^((https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/i;
const NPM_NETWORK = ['registry', 'cafile', 'proxy', 'https-proxy'];

export interface Command {
  child: ChildProcess;
  /** What it has printed so far. */
  out: () => string;
  err: () => string;
  /** Resolves when the text has been printed; rejects when the command ends without it. */
  until: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<number | NodeJS.Signals | null>;
  /** As Ctrl-C in a terminal: to everything that the command has started in it. */
  interrupt: () => void;
}

export interface FreshPlace {
  /** The clone. */
  project: string;
  start: (command: string) => Command;
  /** Processes that work here, or name this place. */
  processes: () => string[];
  remove: () => void;
}

export function openFreshPlace(settings: Record<string, string>): FreshPlace {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'giaoban-fresh-'));
  chmodSync(folder, 0o755);
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  const [home, bin] = [join(folder, 'home'), join(folder, 'bin')];
  const project = join(folder, 'Đại hội các cấp', 'giao ban');
  for (const each of [home, bin, join(project, '..')]) mkdirSync(each);
  for (const name of ['node', 'npm', 'npx', 'sh', 'curl']) symlinkSync(findProgram(name), join(bin, name));
  // What is committed; hard links would give the objects of the original to the other user.
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, project]);
  const npm = readNpmSettings();
  if (user !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  const reach = new Map(Object.entries(process.env).filter(([name]) => NETWORK.test(name)));
  for (const name of NPM_NETWORK) if (npm.has(name)) reach.set(`npm_config_${name.replace('-', '_')}`, npm.get(name));
  const env = {
    ...Object.fromEntries(reach),
    // What one's own user has downloaded before need not come again; another user's cache cannot be used.
    ...(user === undefined && npm.has('cache')
      ? { npm_config_cache: npm.get('cache'), npm_config_prefer_offline: 'true' }
      : {}),
    HOME: home,
    PATH: bin,
    ...settings,
  };
  return {
    project,
    start: (command) => startCommand(command, { cwd: project, env, ...user }),
    processes: () => processesAt(folder),
    // Many times faster than Node's own, with the forty thousand files of an install.
    remove: () => void execFileSync('rm', ['-rf', folder]),
  };
}

function findProgram(name: string): string {
  if (name === 'node') return process.execPath;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.includes('node_modules'));
  const found = folders.map((each) => join(each, name)).find((each) => existsSync(each));
  if (found === undefined)
    throw new Error(`There is no ${name} on the path: this test needs node, npm, npx, sh, curl and git.`);
  return found;
}

function readNpmSettings(): Map<string, string> {
  const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
  const lines = execFileSync('npm', ['config', 'get', 'cache', ...NPM_NETWORK], options)
    .trim()
    .split('\n');
  const pairs = lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)] as const;
  });
  return new Map(pairs.filter(([, value]) => !['null', 'undefined', ''].includes(value)));
}

function startCommand(
  command: string,
  where: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number },
): Command {
  // In a group of its own, as a shell in a terminal starts it.
  const child = spawn('/bin/sh', ['-c', command], { ...where, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const take = (stream: 'out' | 'err') => (chunk: string) => {
    printed[stream] += chunk;
    for (const each of listeners) each();
  };
  child.stdout.setEncoding('utf8').on('data', take('out'));
  child.stderr.setEncoding('utf8').on('data', take('err'));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(printed.out) ?? pattern.exec(printed.err);
        if (found === null) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then((how) => {
        reject(
          new Error(
            `"${command}" ended (${String(how)}) before it printed ${String(pattern)}:\n${printed.out}${printed.err}`,
          ),
        );
      });
    });
  const interrupt = (): void => void process.kill(-(child.pid ?? 0), 'SIGINT');
  return { child, out: () => printed.out, err: () => printed.err, until, ended, interrupt };
}

function processesAt(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) ? [`${pid} ${line}`] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
