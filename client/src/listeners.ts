/** Who wants to be told. */

export class Listeners<News extends unknown[]> {
  private readonly listeners = new Set<(...news: News) => void>();

  get isEmpty(): boolean {
    return this.listeners.size === 0;
  }

  add(listener: (...news: News) => void): () => void {
    // The same function may be added twice, and be taken away once.
    const own = (...news: News): void => {
      listener(...news);
    };
    this.listeners.add(own);
    return () => {
      this.listeners.delete(own);
    };
  }

  tell(...news: News): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(...news);
      } catch (error) {
        report(error);
      }
    }
  }
}

/** What one listener throws is its own: no other goes without the news, and whoever tells them goes on. */
function report(error: unknown): void {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  if (reportError !== undefined) reportError(error);
  else {
    queueMicrotask(() => {
      throw error;
    });
  }
}
