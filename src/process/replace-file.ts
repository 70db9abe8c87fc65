/** Replaces files at one stroke: a reader sees the old one or the new one, never a part. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Problem } from '../problem';
import { codeOf } from './errno';
import { say, type Message } from '../words/message';

const FORBIDDEN = say`this user may not write there`;
const NOT_THERE = say`the folder is not there`;
const REASONS: Readonly<Record<string, Message>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: say`the file system is read-only`,
  ENOSPC: say`the disk is full`,
  EDQUOT: say`the quota of the disk is used up`,
  ENOENT: NOT_THERE,
  ENOTDIR: NOT_THERE,
  EISDIR: say`it is a folder`,
};

/** The disk does not take a file. */
export class NotWritten extends Problem {
  constructor(
    path: string,
    readonly reason: Message,
  ) {
    super('UNAVAILABLE', say`${path} cannot be written: ${reason}. Name another file.`);
  }
}

export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const beside = placeBeside(path);
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw explainWriteError(error, path);
  }
}

/** In the same folder, so that renaming is one stroke. */
function placeBeside(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.part`;
}

/** The problem to throw in place of `error`, or `error` itself where the disk is not to blame. */
export function explainWriteError(error: unknown, path: string): unknown {
  const reason = REASONS[codeOf(error)];
  return reason === undefined ? error : new NotWritten(path, reason);
}

/** Written as a stream beside the file that it will replace, which stays until then. */
interface OutputFile {
  output: WriteStream;
  /** Everything is on the disk, under another name. */
  finish: () => Promise<void>;
  /** Puts it in its place. */
  replace: () => Promise<void>;
  /** Leaves the old file as it was. */
  discard: () => Promise<void>;
}

async function openOutputFile(path: string): Promise<OutputFile> {
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory() === true) throw explainWriteError({ code: 'EISDIR' }, path);
  // A pipe or a device is written to directly: replacing it would do harm.
  const isPlain = found?.isFile() ?? true;
  const place = isPlain ? placeBeside(target) : target;
  const output = createWriteStream(place);
  await once(output, 'open');
  // The next write fails with it.
  output.on('error', () => undefined);
  return {
    output,
    finish: async () => {
      output.end();
      await finished(output);
    },
    replace: async () => {
      if (isPlain) await rename(place, target);
    },
    discard: async () => {
      output.destroy();
      if (isPlain) await rm(place, { force: true });
    },
  };
}

/** Does the work with files of these paths. At the end all of them are put in their places, or none; none once the signal has aborted. */
export async function withOutputFiles<Name extends string>(
  paths: Record<Name, string>,
  work: (outputs: Record<Name, WriteStream>) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const files = new Map<Name, OutputFile>();
  const outputs = {} as Record<Name, WriteStream>;
  let at = '';
  const interrupt = (): void => {
    for (const { output } of files.values()) output.destroy(signal?.reason as Error);
  };
  signal?.addEventListener('abort', interrupt);
  try {
    for (const name of Object.keys(paths) as Name[]) {
      at = paths[name];
      const file = await openOutputFile(at);
      files.set(name, file);
      outputs[name] = file.output;
    }
    await work(outputs);
    for (const { finish } of files.values()) await finish();
    signal?.throwIfAborted();
    for (const [name, { replace }] of files) {
      at = paths[name];
      await replace();
    }
  } catch (error) {
    for (const [name, { output, discard }] of files) {
      if (output.errored !== null) at = paths[name];
      await discard();
    }
    throw explainWriteError(error, at);
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}
