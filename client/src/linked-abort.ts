/** Ends when it is told to, or when one of those that it depends on does. (`AbortSignal.any` leaks in Node 20 under one that lives long.) */

export class LinkedAbort {
  private readonly controller = new AbortController();
  private readonly parents: readonly AbortSignal[];

  constructor(...parents: readonly (AbortSignal | null | undefined)[]) {
    this.parents = parents.filter((each) => each != null);
    for (const parent of this.parents) parent.addEventListener('abort', this.follow);
    this.follow();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  readonly abort = (reason?: unknown): void => {
    this.controller.abort(reason);
    this.release();
  };

  /** When it is not needed any more: those that it depends on may live long. */
  readonly release = (): void => {
    for (const parent of this.parents) parent.removeEventListener('abort', this.follow);
  };

  private readonly follow = (): void => {
    const ended = this.parents.find(({ aborted }) => aborted);
    if (ended !== undefined) this.abort(ended.reason);
  };
}
