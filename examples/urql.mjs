/** Follows the campaign with urql and graphcache: `node examples/urql.mjs [url] [token]`. */
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient } from '../client/dist/client.js';
import { inOrderExchange } from '../client/dist/urql.js';
import { runIfStarted } from './run.mjs';

const STATE = 'query State { progress { id completed planned position cursor } }';
const EVENTS = `subscription Events($after: Cursor) {
  congressChanged(after: $after) {
    cursor
    previousCursor
    node {
      id position kind
      congress { id status organization { id code name } }
      progress { id completed planned position }
    }
  }
}`;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const server = createClient(connection);
  server.onStatus(({ state, reason }) => state === 'lost' && connection.onLost({ reason }));
  const client = new Client({
    url: `${connection.url}/graphql`,
    fetch: server.fetch,
    preferGetMethod: false,
    exchanges: [
      inOrderExchange(server, {
        // What has no id belongs to what it stands in.
        cache: cacheExchange({ keys: { CongressEventEdge: () => null } }),
        onStale: (why) => void (why === 'RESYNC' ? begin() : why === 'MISSED' && onMissed({})),
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (payload) => ({
          subscribe: (sink) => ({ unsubscribe: server.subscribe(payload, sink) }),
        }),
      }),
    ],
  });

  async function begin() {
    const { data, error } = await client.query(STATE, {}, { requestPolicy: 'network-only' });
    if (error) throw error;
    onBegin(data.progress);
    return data.progress;
  }

  const open = [];
  async function start() {
    const { cursor: after } = await begin();
    // The screen: what the query has read, and what events have changed of it since.
    open.push(client.query(STATE, {}).subscribe(({ data }) => data && onState(data.progress)));
    open.push(
      client
        .subscription(EVENTS, { after })
        .subscribe(({ data, error }) => (error ? onEnd(error) : onEvent(data.congressChanged.node))),
    );
  }

  start().catch(onEnd);
  return () => {
    for (const { unsubscribe } of open) unsubscribe();
    server.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
