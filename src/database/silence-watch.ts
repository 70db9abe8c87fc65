/** Finds the connections of a pool that have died without a word, and destroys them: nobody waits on one for ever. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { askAboutBackends, type BackendWaits } from './ask-about-backends';
import { settleSession } from './settle-session';
import { SilentConnection } from './dead-connection';
import type { WatchedClient } from './pool-client';

/** All in milliseconds. Silence is counted in looks: while the process itself is stuck, nobody grows silent. */
export interface SilenceLimits {
  look: number;
  /** A statement from which nothing has come for so long is asked about. */
  silent: number;
  /** How long the answer may take. */
  inquiry: number;
  /** The server works on it: asked again after so long. */
  atWork: number;
  /** The answer did not come: asked again after so long. */
  again: number;
  /** Nobody can be reached, and nothing comes on any connection, for so long: the server is away. More than one inquiry takes. */
  nobody: number;
  /** Somebody answers, but never with the facts, for so long: longer than a statement may take. */
  untold: number;
}

const SILENCE_LIMITS: SilenceLimits = {
  look: 250,
  silent: 1_500,
  inquiry: 1_500,
  atWork: 5_000,
  again: 1_000,
  nobody: 2_500,
  untold: 75_000,
};

/** What is published of each connection that was destroyed. */
export interface LostConnection {
  isServerAway: boolean;
}

const lost = channel('giaoban.database.connection.lost');

/** What the last look saw of a connection. */
interface Seen {
  progress: number;
  bytesRead: number;
  silent: number;
}

export interface SilenceWatchOptions {
  url: string;
  limits?: Partial<SilenceLimits> | undefined;
  onLost: (connections: number, error: SilentConnection) => void;
}

export class SilenceWatch {
  private readonly limits: SilenceLimits;
  private readonly watched = new Map<WatchedClient, Seen>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  /** For how long inquiries have been in vain while nothing has come on any connection. */
  private inVain = { untold: 0, unreached: 0 };
  private isInVain = false;

  constructor(private readonly options: SilenceWatchOptions) {
    this.limits = { ...SILENCE_LIMITS, ...options.limits };
  }

  /** Settles the session of a connection that has just been made, and watches it to its end. */
  async admit(client: WatchedClient): Promise<void> {
    const state = { hasEnded: false };
    client.once('end', () => {
      state.hasEnded = true;
      this.forget(client);
    });
    client.backend = await settleSession(client, this.limits.silent + this.limits.inquiry);
    // It may have ended while it was settled, and does not say so a second time.
    if (state.hasEnded) return;
    this.watched.set(client, { progress: client.progress, bytesRead: client.bytesRead, silent: 0 });
    this.timer ??= setInterval(() => void this.look(), this.limits.look).unref();
  }

  private forget(client: WatchedClient): void {
    this.watched.delete(client);
    if (this.watched.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    this.count(this.limits.look);
    if (this.isAsking) return;
    const silent = this.findSilent();
    if (silent.length === 0) return;
    this.isAsking = true;
    try {
      await this.inquire(silent);
    } finally {
      this.isAsking = false;
    }
  }

  private count(milliseconds: number): void {
    let isHeard = false;
    for (const [client, seen] of this.watched) {
      const { progress, bytesRead } = client;
      const isSilent = client.isPending && !client.isHeldUp && progress === seen.progress;
      seen.silent = isSilent ? seen.silent + milliseconds : 0;
      isHeard ||= bytesRead !== seen.bytesRead;
      Object.assign(seen, { progress, bytesRead });
    }
    const { untold, unreached } = this.inVain;
    this.inVain = isHeard
      ? { untold: 0, unreached: 0 }
      : { untold: untold + milliseconds, unreached: unreached + milliseconds };
  }

  private findSilent(limit = this.limits.silent): WatchedClient[] {
    return [...this.watched].filter(([, { silent }]) => silent >= limit).map(([client]) => client);
  }

  private async inquire(silent: readonly WatchedClient[]): Promise<void> {
    // Others may be behind the same dead path. Knocked at now, they need not be waited for one after another.
    for (const client of this.watched.keys()) if (!client.isPending) client.knock();
    if (!this.isInVain) this.inVain = { untold: 0, unreached: 0 };
    const startedAt = performance.now();
    const backends = silent.flatMap(({ backend }) => backend ?? []);
    // Whatever happens to an inquiry, it must not end the process.
    const asked = askAboutBackends(this.options.url, backends, this.limits.inquiry);
    const inquiry = await asked.catch(() => 'nobody' as const);
    // What has arrived meanwhile is read first.
    await turn();
    this.count(0);
    this.isInVain = typeof inquiry === 'string';
    const stillSilent = this.findSilent().filter((client) => silent.includes(client));
    if (typeof inquiry === 'object') this.judge(stillSilent, inquiry);
    else this.despair(stillSilent, inquiry, performance.now() - startedAt);
  }

  private judge(silent: readonly WatchedClient[], told: BackendWaits): void {
    const dead = silent.filter((client) => !isAtWork(client, told));
    this.leaveAlone(silent, this.limits.atWork);
    this.destroy(dead, new SilentConnection(false));
    // Where one has died others have: those that have not answered the knock by now are asked about at the next look.
    if (dead.length === 0) return;
    const { silent: enough, look } = this.limits;
    for (const seen of this.watched.values()) seen.silent = Math.max(seen.silent, enough - look);
  }

  private despair(silent: readonly WatchedClient[], whom: 'somebody' | 'nobody', took: number): void {
    const { again, nobody, untold } = this.limits;
    if (whom === 'somebody') this.inVain.unreached = 0;
    const isAway = this.inVain.unreached >= nobody;
    if (isAway || this.inVain.untold >= untold) {
      this.isInVain = false;
      // Those that were asked for a sign of life meanwhile, too.
      const more = isAway ? this.findSilent(Math.min(nobody, this.limits.silent)) : [];
      this.destroy([...new Set([...silent, ...more])], new SilentConnection(true));
    } else this.leaveAlone(silent, again - took);
  }

  private leaveAlone(clients: readonly WatchedClient[], milliseconds: number): void {
    for (const client of clients) {
      const seen = this.watched.get(client);
      if (seen !== undefined) seen.silent = this.limits.silent - Math.max(0, milliseconds);
    }
  }

  private destroy(clients: readonly WatchedClient[], error: SilentConnection): void {
    if (clients.length === 0) return;
    for (const client of clients) {
      this.forget(client);
      client.destroy(error);
      lost.publish({ isServerAway: error.isServerAway } satisfies LostConnection);
    }
    this.options.onLost(clients.length, error);
  }
}

function isAtWork(client: WatchedClient, { waitOf }: BackendWaits): boolean {
  if (client.backend === undefined) return true;
  const wait = waitOf(client.backend);
  return wait === 'nothing from us' || (wait === 'us to write' && client.isFeeding);
}
