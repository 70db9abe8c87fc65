/** Follows the campaign over server-sent events, as where a proxy blocks WebSocket: `node examples/sse.mjs [url] [token]`. */
import { createClient } from '../client/dist/client.js';
import { runIfStarted } from './run.mjs';

const STATE = '{ progress { completed planned position cursor } }';
const STATES = 'subscription { progress { completed planned position } }';
const EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  // Left alone the client tries WebSocket first, and finds out that it is blocked.
  const client = createClient({ ...connection, transport: 'sse' });
  client.onStatus(({ state, reason }) => state === 'lost' && connection.onLost({ reason }));

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
  client.subscribe(
    { query: STATES },
    { next: ({ data, errors }) => (errors ? onEnd(errors) : onState(data.progress)), error: onEnd, complete: () => {} },
  );
  return client.dispose;
}

runIfStarted(import.meta.filename, follow);
