/** Follows the campaign over WebSocket, by graphql-ws inside the client package: `node examples/graphql-ws.mjs [url] [token]`. */
import { createClient } from '../client/dist/client.js';
import { runIfStarted } from './run.mjs';

const STATE = '{ progress { completed planned position cursor } }';
const STATES = 'subscription { progress { completed planned position } }';
const EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  // Left alone it would take event streams where WebSocket is blocked; here it is one example for each.
  const client = createClient({ ...connection, transport: 'websocket' });
  client.onStatus(({ state, reason }) => state === 'lost' && connection.onLost({ reason }));

  // The state, and the events after it.
  client.follow(
    { state: STATE, events: EVENTS },
    {
      onState: ({ progress }, why) => {
        if (why === 'MISSED') onMissed(progress);
        onBegin(progress);
      },
      onEvent: ({ congressChanged }) => onEvent(congressChanged.node),
      onError: onEnd,
    },
  );
  // A state that is sent whole needs no cursor: the newest one is all there is to know.
  client.subscribe(
    { query: STATES },
    { next: ({ data, errors }) => (errors ? onEnd(errors) : onState(data.progress)), error: onEnd, complete: () => {} },
  );
  return client.dispose;
}

runIfStarted(import.meta.filename, follow);
