/** Where the organizations of those who ask lie in the tree: looked up once, until something happens to organizations. */
import { LRUCache } from 'lru-cache';

/** Path of the organization with the code; undefined when there is none. Of the root without a code. */
export type FindPath = (code: string | null) => Promise<readonly number[] | undefined>;

const MOST_PATHS = 50_000;

interface Known {
  found: ReturnType<FindPath>;
  /** Once it is found. */
  path?: readonly number[];
}

export class KnownPaths {
  private readonly byCode = new LRUCache<string, Known>({ max: MOST_PATHS });

  constructor(private readonly look: FindPath) {}

  /** Many who come at once look once. That there is none is not remembered, nor taken from a look that began before. */
  async find(code: string | null): ReturnType<FindPath> {
    const known = this.byCode.get(code ?? '');
    return known?.path ?? (await known?.found) ?? this.lookNow(code);
  }

  /** The path, where it is known. */
  recall(code: string | null): readonly number[] | undefined {
    return this.byCode.get(code ?? '')?.path;
  }

  /** To be called when something has happened to organizations, or the log is another one. */
  forget(): void {
    this.byCode.clear();
  }

  /** It was found to lie elsewhere. */
  forgetOne(code: string | null): void {
    this.byCode.delete(code ?? '');
  }

  private async lookNow(code: string | null): ReturnType<FindPath> {
    const key = code ?? '';
    const known: Known = { found: this.look(code) };
    this.byCode.set(key, known);
    const isKept = (): boolean => this.byCode.peek(key) === known;
    try {
      const path = await known.found;
      if (path !== undefined) known.path = path;
      else if (isKept()) this.byCode.delete(key);
      return path;
    } catch (error) {
      if (isKept()) this.byCode.delete(key);
      throw error;
    }
  }
}
