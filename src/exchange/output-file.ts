/** A file that is written in a stream, beside the one that it will replace: until then the old one stays. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { explainWriteError, placeBeside } from './replace-file';

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
  // A pipe or a device is written to where it is: something else in its place would do harm.
  const isPlain = found?.isFile() ?? true;
  const place = isPlain ? placeBeside(target) : target;
  const output = createWriteStream(place);
  await once(output, 'open');
  // Told to whoever writes next.
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

/** Does the work with files of these paths; all of them are put in their places at the end, or none; none once the signal ends. */
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
