/** Runs the command `giaoban` as somebody would type it, with nothing of this environment but what is given. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'test', 'support', 'typescript-hook.js');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Given {
  folder: string;
  settings: Record<string, string>;
  /** Whether anybody reads its output; otherwise the pipe is closed at once. */
  read?: boolean;
}

export async function runGiaoban(words: readonly string[], { folder, settings, read = true }: Given): Promise<Ended> {
  const child = spawn(process.execPath, ['-r', HOOK, join(ROOT, 'src', 'main.ts'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  if (read) child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  else child.stdout.destroy();
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}
