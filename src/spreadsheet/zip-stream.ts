/** Writes a ZIP archive while its content arrives: an entry at a time, of a length that nobody knows before its end. */
import type { Writable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Problem } from '../problem';
import { say } from '../words/message';
import { writeChunk } from './table-writer';

export interface ArchiveWriter {
  /** The one before must have ended. */
  open: (name: string) => EntryWriter;
  /** The directory. The output stays open. */
  end: () => Promise<void>;
}

interface EntryWriter {
  /** Resolves when there is room for more. */
  write: (text: string) => Promise<void>;
  end: () => Promise<void>;
}

interface Written {
  name: Buffer;
  at: number;
  crc: number;
  compressed: number;
  size: number;
}

/** More takes an extension of the format that not every program reads. */
const MOST_BYTES = 0xff_ff_ff_ff;

/** 1 January 1980: the same rows are the same file. */
const NO_TIME = 0x00_21_00_00;
const DEFLATED = 8;
const VERSION = 20;
/** Length and checksum follow the content; the name is in UTF-8. */
const FLAGS = 0x08_08;

export function openArchive(output: Writable, mostBytes = MOST_BYTES): ArchiveWriter {
  const entries: Written[] = [];
  let at = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await writeChunk(output, bytes);
    at += bytes.length;
    if (at > mostBytes) throw tooLarge();
  };
  return {
    open: (name) => {
      const entry: Written = { name: Buffer.from(name), at, crc: 0, compressed: 0, size: 0 };
      return openEntry(entry, put, mostBytes, async () => {
        await put(descriptorOf(entry));
        entries.push(entry);
      });
    },
    end: async () => {
      const start = at;
      const directory = Buffer.concat(entries.map(directoryOf));
      await put(Buffer.concat([directory, endOf(entries.length, start, directory.length)]));
    },
  };
}

function openEntry(
  entry: Written,
  put: (bytes: Uint8Array) => Promise<void>,
  mostBytes: number,
  finish: () => Promise<void>,
): EntryWriter {
  const deflate = createDeflateRaw();
  const pumped = (async () => {
    await put(headerOf(entry));
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      entry.compressed += chunk.length;
      await put(chunk);
    }
  })();
  // Whoever writes or ends gets the failure, which also closes the compressor.
  pumped.catch(() => deflate.destroy());
  return {
    write: async (text) => {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (entry.size > mostBytes) {
        deflate.destroy();
        throw tooLarge();
      }
      const isTaken = await new Promise<boolean>((resolve) => {
        deflate.write(bytes, (error) => {
          resolve(error == null);
        });
      });
      if (!isTaken) await pumped;
    },
    end: async () => {
      deflate.end();
      await pumped;
      await finish();
    },
  };
}

function tooLarge(): Problem {
  return new Problem(
    'LIMIT',
    say`The workbook would be larger than 4 GB, which most spreadsheets cannot open. Export a part of it with --within, or all of it as csv or ndjson.`,
  );
}

/** Signature, fields, name. */
function record(signature: number, fields: readonly (readonly [value: number, bytes: 2 | 4])[], name?: Buffer): Buffer {
  const length = fields.reduce((sum, [, bytes]) => sum + bytes, 4);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature);
  let at = 4;
  for (const [value, size] of fields) at = bytes.writeUIntLE(value, at, size);
  return name === undefined ? bytes : Buffer.concat([bytes, name]);
}

function headerOf({ name }: Written): Buffer {
  const fields = [
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [NO_TIME, 4],
    [0, 4],
    [0, 4],
    [0, 4],
  ] as const;
  return record(0x04_03_4b_50, [...fields, [name.length, 2], [0, 2]], name);
}

function descriptorOf({ crc, compressed, size }: Written): Buffer {
  return record(0x08_07_4b_50, [
    [crc, 4],
    [compressed, 4],
    [size, 4],
  ]);
}

function directoryOf({ name, at, crc, compressed, size }: Written): Buffer {
  const shared = [
    [VERSION, 2],
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [NO_TIME, 4],
  ] as const;
  const sizes = [
    [crc, 4],
    [compressed, 4],
    [size, 4],
    [name.length, 2],
  ] as const;
  // No extra field, no comment, the first disk, no attributes.
  const none = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
  ] as const;
  return record(0x02_01_4b_50, [...shared, ...sizes, ...none, [at, 4]], name);
}

function endOf(count: number, at: number, length: number): Buffer {
  const counts = [
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
  ] as const;
  return record(0x06_05_4b_50, [...counts, [length, 4], [at, 4], [0, 2]]);
}
