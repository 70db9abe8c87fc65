/** Compresses what is answered: small things at once, others in Node's own threads, and what has a name only once. */
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { Gate } from '../process/gate';
import { acceptedCodings, type Coding } from './negotiate';

export type Compressing = Exclude<Coding, 'identity'>;

/** Up to here, handing it to a thread takes longer than compressing it. */
const AT_ONCE_BYTES = 16_384;
/** Node has four threads; files and names of hosts are read in them, too. */
const THREADS = 2;
/** When so many wait, the next ones are sent as they are. */
const MOST_WAITING = 32;
/** Some two hundred briefings. */
const KEPT_BYTES = 16 * 1_048_576;

/** Quick, for what is sent once; a little better for what is sent often. */
const QUALITIES = { quick: { br: 4, gzip: 4 }, kept: { br: 6, gzip: 6 } };

type Effort = keyof typeof QUALITIES;

const COMPRESSIBLE = /^(text\/|application\/(json|graphql-response\+json|javascript)|font\/ttf|image\/svg\+xml)/;

/** What is compressed already, as a Word document is, only grows. */
export function isCompressible(type: string): boolean {
  return COMPRESSIBLE.test(type);
}

export class Compressor {
  private readonly gate = new Gate({ width: THREADS });
  private waiting = 0;
  private readonly kept = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ length }) => Math.max(1, length),
  });
  private readonly underWay = new Map<string, Promise<Buffer>>();

  constructor(private readonly isOn: boolean) {}

  /** Codings of an answer that the client accepts, the one to choose first; none when it refuses each of them. */
  codingsFor(acceptEncoding: string | undefined, isWorthwhile: boolean): readonly Coding[] {
    const accepted = acceptedCodings(acceptEncoding);
    const hasPlain = accepted.includes('identity');
    if (!this.isOn || (!isWorthwhile && hasPlain)) return hasPlain ? ['identity'] : [];
    return accepted;
  }

  /** Whether others wait already, so that an answer had better be sent as it is. */
  get isBusy(): boolean {
    return this.waiting >= MOST_WAITING;
  }

  compress(bytes: Buffer, coding: Compressing): Promise<Buffer> {
    return this.carryOut(bytes, coding, 'quick');
  }

  /** The bytes of that name, as they were compressed before. */
  findKept(name: string, coding: Compressing): Buffer | undefined {
    return this.kept.get(`${coding} ${name}`);
  }

  /** The same name means the same bytes: they are read and compressed once for all who ask. */
  async keep(name: string, coding: Compressing, read: () => Promise<Buffer>): Promise<Buffer> {
    const key = `${coding} ${name}`;
    const known = this.kept.get(key) ?? this.underWay.get(key);
    if (known !== undefined) return known;
    const bytes = await read();
    const work = this.underWay.get(key) ?? this.carryOut(bytes, coding, 'kept');
    this.underWay.set(key, work);
    try {
      const compressed = await work;
      this.kept.set(key, compressed);
      return compressed;
    } finally {
      this.underWay.delete(key);
    }
  }

  private async carryOut(bytes: Buffer, coding: Compressing, effort: Effort): Promise<Buffer> {
    if (bytes.length <= AT_ONCE_BYTES) return compressAtOnce(bytes, coding, effort);
    this.waiting += 1;
    try {
      return await this.gate.run(() => compressAside(bytes, coding, effort));
    } finally {
      this.waiting -= 1;
    }
  }
}

const brotliAside = promisify(brotliCompress);
const gzipAside = promisify(gzip);

function compressAtOnce(bytes: Buffer, coding: Compressing, effort: Effort): Buffer {
  if (coding === 'br') return brotliCompressSync(bytes, brotliOptions(bytes, effort));
  return gzipSync(bytes, { level: QUALITIES[effort].gzip });
}

function compressAside(bytes: Buffer, coding: Compressing, effort: Effort): Promise<Buffer> {
  if (coding === 'br') return brotliAside(bytes, brotliOptions(bytes, effort));
  return gzipAside(bytes, { level: QUALITIES[effort].gzip });
}

function brotliOptions(bytes: Buffer, effort: Effort) {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITIES[effort].br,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
}
