/** Holds up every thread of a server at its beginning until it is let go: whatever is written there takes as long as the test wants. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THREAD_ARGUMENTS } from './start-test-app';

export interface HeldThreads {
  /** For the server whose threads are held. */
  threadArguments: string[];
  letGo: () => Promise<void>;
  close: () => Promise<void>;
}

export async function holdThreads(): Promise<HeldThreads> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-threads-'));
  const [script, sign] = [join(folder, 'hold.js'), join(folder, 'go')];
  const lines = [
    "const { existsSync } = require('node:fs');",
    'const cell = new Int32Array(new SharedArrayBuffer(4));',
    `while (!existsSync(${JSON.stringify(sign)})) Atomics.wait(cell, 0, 0, 10);`,
  ];
  await writeFile(script, lines.join('\n'));
  return {
    threadArguments: ['-r', script, ...THREAD_ARGUMENTS],
    letGo: () => writeFile(sign, ''),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
