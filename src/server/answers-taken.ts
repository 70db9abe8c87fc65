/** Answers over HTTP that a client does not take: they are counted while they wait, and given up like what is written to a subscriber. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Backlog, Holder } from './backlog';

/** However long an answer takes to be found: only one that has been found, and waits to be taken, is looked at. */
export function requireTaking(server: Server, backlog: Backlog, stallSeconds: number): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    // Another answer on the same connection may have set the time: it means this one only when this one waits.
    response.on('timeout', cutOffWaiting);
    response.once('prefinish', () => {
      if (response.writableFinished || response.writableLength === 0) return;
      response.setTimeout(stallSeconds * 1_000);
      const holder = holderOf(response);
      backlog.note(holder);
      response.once('close', () => {
        backlog.note(holder);
      });
    });
  });
}

function cutOffWaiting(this: ServerResponse): void {
  if (this.writableEnded && !this.writableFinished) this.destroy();
}

function holderOf(response: ServerResponse): Holder {
  return {
    get backlog() {
      return response.writableFinished || response.destroyed ? 0 : response.writableLength;
    },
    cutOff: () => {
      response.destroy();
    },
  };
}
