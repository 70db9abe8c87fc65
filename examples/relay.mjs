/** Follows the campaign with Relay's runtime and its store: `node examples/relay.mjs [url] [token]`. */
import relay from 'relay-runtime';
import { createClient } from '../client/dist/client.js';
import { inOrderNetwork } from '../client/dist/relay.js';
// What Relay's compiler has made of relay/campaign.js.
import EVENTS from './relay/__generated__/campaignEventsSubscription.graphql.js';
import STATE from './relay/__generated__/campaignStateQuery.graphql.js';
import { runIfStarted } from './run.mjs';

const { Environment, Network, RecordSource, Store } = relay;

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const server = createClient(connection);
  server.onStatus(({ state, reason }) => state === 'lost' && connection.onLost({ reason }));
  const { fetch, subscribe } = inOrderNetwork(server, {
    fetch: async ({ text, name }, variables) => {
      const response = await server.fetch(`${connection.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, operationName: name, variables }),
      });
      return response.json();
    },
    onStale: (why) => {
      // What is in the store is not used any more where it would be read without asking.
      environment.commitUpdate((store) => store.invalidateStore());
      if (why === 'MISSED') onMissed({});
      ask().then(why === 'RESYNC' ? onBegin : () => {}, onEnd);
    },
  });
  const environment = new Environment({
    network: Network.create(fetch, subscribe),
    store: new Store(new RecordSource()),
  });

  const ask = async () =>
    (await relay.fetchQuery(environment, STATE, {}, { fetchPolicy: 'network-only' }).toPromise()).progress;

  const open = [];
  async function start() {
    const progress = await ask();
    onBegin(progress);
    // The screen: what the query has read, and what events have changed of it since.
    const screen = relay.createOperationDescriptor(STATE, {});
    const show = ({ data, isMissingData }) => isMissingData || onState(data.progress);
    const shown = environment.lookup(screen.fragment);
    show(shown);
    open.push(environment.retain(screen), environment.subscribe(shown, show));
    open.push(
      relay.requestSubscription(environment, {
        subscription: EVENTS,
        variables: { after: progress.cursor },
        onNext: ({ congressChanged }) => onEvent(congressChanged.node),
        onError: onEnd,
      }),
    );
  }

  start().catch(onEnd);
  return () => {
    for (const { dispose } of open) dispose();
    server.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
