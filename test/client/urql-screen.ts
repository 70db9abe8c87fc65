/** The screen through urql and graphcache. */
import { Client, fetchExchange, subscriptionExchange, type RequestPolicy } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { inOrderExchange } from '../../client/src/urql.ts';
import { Shown, TEXTS, type Fields, type OpenScreen } from './cached-screen';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const introspection = introspectionFromSchema(schema);
/** What has no id belongs to what it stands in. */
const EMBEDDED = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !('id' in type.getFields()));
const KEYS = Object.fromEntries(EMBEDDED.map(({ name }) => [name, () => null]));

export const openUrqlScreen: OpenScreen = (server, isOrdered) => {
  const cache = cacheExchange({ schema: introspection, keys: KEYS });
  const client = new Client({
    url: 'http://server/graphql',
    fetch: server.fetch,
    preferGetMethod: false,
    exchanges: [
      isOrdered ? inOrderExchange(server, { cache }) : cache,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: server.subscribe({ query, variables: variables as Fields }, sink) }),
        }),
      }),
    ],
  });
  const shown = new Shown();
  const open = (['headline', 'list'] as const).map((name) =>
    client.query<Fields>(TEXTS[name], {}).subscribe(({ data, stale }) => {
      // Knowing the schema, graphcache shows at first what it happens to have, with null for the rest.
      if (data !== undefined && !(stale && Object.values(data).includes(null))) shown.add(name, data);
    }),
  );
  const ask = (document: string): void => {
    const requestPolicy: RequestPolicy = 'network-only';
    void client.query(document, {}, { requestPolicy }).toPromise();
  };
  open.push(
    client.subscription(TEXTS.events, {}).subscribe(() => {
      shown.hear();
      ask(TEXTS.list);
    }),
    client.subscription(TEXTS.states, {}).subscribe(() => {
      shown.hear();
    }),
  );
  return {
    shown,
    refresh: () => {
      ask(TEXTS.headline);
    },
    glance: () => {
      ask(TEXTS.glance);
    },
    report: (variables) => {
      void client.mutation(TEXTS.report, variables).toPromise();
    },
    close: () => {
      for (const each of open) each.unsubscribe();
    },
  };
};
