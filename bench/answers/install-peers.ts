/** Installs the packages of the peers, which nobody needs but the benchmark, where they are not as their lock file says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'peers');
/** PostGraphile asks for a newer Node than ours. */
export const NEWER_NODE = join(FOLDER, 'node_modules', 'node', 'bin', 'node');

export async function installPeers(signal: AbortSignal): Promise<void> {
  const [locked, installed] = await Promise.all([
    changedAt(join(FOLDER, 'package-lock.json')),
    changedAt(join(FOLDER, 'node_modules', '.package-lock.json')),
  ]);
  if (installed >= locked) return;
  process.stderr.write('Installing the packages of the peers (npm ci --prefix bench/peers) …\n');
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', FOLDER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    signal,
  });
  npm.on('error', () => undefined);
  const [code] = (await once(npm, 'close')) as [number | null];
  if (code !== 0) throw new Error('The packages of the peers are not installed. Run `npm ci --prefix bench/peers`.');
}

/** In the beginning, where there is none. */
function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
