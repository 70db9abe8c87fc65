/** Follows the campaign with graphql-ws alone: `node examples/graphql-ws.mjs [url] [token]`. */
import { keepFollowing } from './keep-following.mjs';
import { openResumingClient } from './resuming-client.mjs';
import { runIfStarted } from './run.mjs';

const STATE = '{ progress { completed planned position cursor } }';
const STATES = 'subscription { progress { completed planned position } }';
const EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const client = openResumingClient(connection);
  const { longestWait } = connection;
  let newest;

  /** Resolves when the operation is over; rejects with what ended it. */
  function run(query, variables, take) {
    let stop;
    const over = new Promise((resolve, reject) => {
      const next = ({ data, errors }) => (errors ? reject(errors) : take(data));
      stop = client.subscribe({ query, variables }, { next, error: reject, complete: resolve });
    });
    return over.finally(() => stop());
  }

  async function followEvents() {
    if (newest === undefined) await run(STATE, {}, begin);
    await run(EVENTS, { after: newest }, ({ congressChanged: { cursor, previousCursor, node } }) => {
      if (previousCursor !== newest) onMissed(node);
      newest = cursor;
      onEvent(node);
    });
  }

  function begin({ progress }) {
    newest = progress.cursor;
    onBegin(progress);
  }

  const stopEvents = keepFollowing(followEvents, { longestWait, onEnd, onResync: () => (newest = undefined) });
  // The state needs no cursor: the newest one is all there is to know.
  const followStates = () => run(STATES, {}, ({ progress }) => onState(progress));
  const stopStates = keepFollowing(followStates, { longestWait, onEnd });
  return () => {
    stopEvents();
    stopStates();
    void client.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
