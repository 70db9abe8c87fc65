/** The ZIP archive that a workbook is: entries that do not change are copied as they are, without being unpacked. */
import { crc32, createInflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  /** 0 is stored, 8 deflated. */
  method: number;
  /** Time and date, as MS-DOS had them. */
  modified: number;
  crc: number;
  compressedSize: number;
  /** As the archive states it: no entry is unpacked beyond the size that it states. */
  size: number;
  isEncrypted: boolean;
  compressed: Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const NAMES_ARE_UTF8 = 0x0800;

/** Undefined when it is broken, or larger than the format without extensions allows. */
export function openZip(bytes: Buffer): ZipEntry[] | undefined {
  try {
    return readEntries(bytes);
  } catch {
    return undefined;
  }
}

function readEntries(bytes: Buffer): ZipEntry[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const compressedSize = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== LOCAL) return undefined;
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + compressedSize > bytes.length) return undefined;
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      modified: bytes.readUInt32LE(at + 12),
      crc: bytes.readUInt32LE(at + 16),
      compressedSize,
      size: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      compressed: bytes.subarray(start, start + compressedSize),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Whether it has its last record: without it, the archive is cut off. */
export function hasEnd(bytes: Buffer): boolean {
  return findEnd(bytes) !== undefined;
}

/** The record at the end, which only a comment may follow. */
function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return undefined;
}

/** The content of the entry; undefined when size or checksum differ from what the archive states. */
export function unfold({ method, size, crc, compressed }: ZipEntry): Buffer | undefined {
  try {
    const content = method === 0 ? compressed : inflateRawSync(compressed, { maxOutputLength: Math.max(1, size) });
    return crc32(content) === crc ? content : undefined;
  } catch {
    return undefined;
  }
}

const CHUNK_BYTES = 65_536;

/** The content of the entry, a piece at a time; throws as soon as it is more than the archive states, or is not what it states. */
export async function* unfoldInChunks({ method, size, crc, compressed }: ZipEntry): AsyncGenerator<Buffer> {
  let length = 0;
  let sum = 0;
  const chunks = method === 0 ? cut(compressed) : inflate(compressed);
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > size) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length !== size || sum !== crc) throw new Error('The entry is not what the archive states.');
}

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

function inflate(compressed: Buffer): AsyncIterable<Buffer> {
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  stream.end(compressed);
  return stream;
}

/** By the name that another part gives it: programs differ in case, and some write a backslash for each slash. */
export function findPart(entries: readonly ZipEntry[], name: string): ZipEntry | undefined {
  const wanted = plainName(name);
  return entries.find((entry) => entry.name === name) ?? entries.find((entry) => plainName(entry.name) === wanted);
}

function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** The entry with another content. */
export function refill(entry: ZipEntry, content: string | Buffer): ZipEntry {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const compressed = deflateRawSync(bytes);
  const sizes = { crc: crc32(bytes), size: bytes.length, compressedSize: compressed.length };
  return { ...entry, ...sizes, method: 8, compressed };
}

export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const shared = describe(entry, name.length);
    const local = Buffer.concat([number32(LOCAL), shared, name]);
    directory.push(number32(CENTRAL), number16(20), shared, Buffer.alloc(10), number32(at), name);
    parts.push(local, entry.compressed);
    at += local.length + entry.compressed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}

/** The fields shared by the local header and the directory, from the version to the length of the extra field. */
function describe({ method, modified, crc, compressedSize, size }: ZipEntry, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(NAMES_ARE_UTF8, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(modified, 6);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(compressedSize, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
