/** Follows the campaign with Apollo Client and its cache: `node examples/apollo-client.mjs [url] [token]`. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { inOrderLink } from '../client/dist/apollo.js';
import { createClient } from '../client/dist/client.js';
import { runIfStarted } from './run.mjs';

const STATE = gql('query State { progress { id completed planned position cursor } }');
const EVENTS = gql(`subscription Events($after: Cursor) {
  congressChanged(after: $after) {
    cursor
    previousCursor
    node {
      id position kind
      congress { id status organization { id code name } }
      progress { id completed planned position }
    }
  }
}`);

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const server = createClient(connection);
  server.onStatus(({ state, reason }) => state === 'lost' && connection.onLost({ reason }));
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([
      inOrderLink(server, { onStale: (why) => void (why === 'RESYNC' ? begin() : why === 'MISSED' && onMissed({})) }),
      ApolloLink.split(
        ({ operationType }) => operationType === 'subscription',
        new GraphQLWsLink(server),
        new HttpLink({ uri: `${connection.url}/graphql`, fetch: server.fetch }),
      ),
    ]),
  });

  async function begin() {
    const { data, error } = await client.query({ query: STATE, fetchPolicy: 'network-only', errorPolicy: 'all' });
    if (error) throw error;
    onBegin(data.progress);
    return data.progress;
  }

  async function start() {
    const { cursor: after } = await begin();
    // The screen: what the query has read, and what events have changed of it since.
    client.watchQuery({ query: STATE }).subscribe(({ data, dataState }) => {
      if (dataState === 'complete') onState(data.progress);
    });
    client.subscribe({ query: EVENTS, variables: { after } }).subscribe({
      next: ({ data, error }) => (error ? onEnd(error) : onEvent(data.congressChanged.node)),
      error: onEnd,
    });
  }

  start().catch(onEnd);
  return () => {
    client.stop();
    server.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
