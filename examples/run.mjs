/** The part of the examples that is only for Node: arguments, a WebSocket, printed lines. */
import { realpathSync } from 'node:fs';
import WebSocket from 'ws';

const [, startedFile, url = process.env.GIAOBAN_URL ?? 'http://127.0.0.1:4000', token = process.env.GIAOBAN_TOKEN] =
  process.argv;
/** For tests, which are in a hurry: the longest pause between two attempts, and how long a connection may be silent. */
const { LONGEST_WAIT, QUIET } = process.env;

/** Runs the example if it is the file that was started. */
export function runIfStarted(file, follow) {
  if (file !== realpathSync(startedFile)) return;
  const quiet = QUIET === undefined ? undefined : Number(QUIET);
  const stop = follow(
    {
      url,
      identify: () => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
      webSocketImpl: WebSocket,
      longestWait: LONGEST_WAIT === undefined ? undefined : Number(LONGEST_WAIT),
      quiet,
      onLost: ({ code = '', reason, message }) =>
        console.error(`no connection to ${url}: ${reason || message || code}`),
    },
    {
      onBegin: (progress) => console.log(`begin ${describe(progress)}`),
      onState: (progress) => console.log(`state ${describe(progress)}`),
      onEvent: ({ position, kind, congress }) =>
        console.log(`event ${position} ${kind} ${congress?.organization.code ?? ''}`),
      onMissed: ({ position }) => console.log(`missed something before ${position}`),
      onEnd: (error) => {
        console.error(error.message || error);
        process.exit(1);
      },
    },
  );
  process.once('SIGINT', () => {
    stop();
    process.exit(0);
  });
}

function describe({ position, completed, planned }) {
  return `${position}: ${completed} of ${planned} completed`;
}
