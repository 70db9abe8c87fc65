/** The screen through Relay's runtime and its store. */
import * as relay from 'relay-runtime';
import type { ConcreteRequest, FetchFunction, GraphQLResponse, SubscribeFunction, Variables } from 'relay-runtime';
import { inOrderNetwork } from '../../client/src/relay.ts';
import EVENTS from './relay/__generated__/screenEventsSubscription.graphql';
import GLANCE from './relay/__generated__/screenGlanceQuery.graphql';
import HEADLINE from './relay/__generated__/screenHeadlineQuery.graphql';
import LIST from './relay/__generated__/screenListQuery.graphql';
import REPORT from './relay/__generated__/screenReportMutation.graphql';
import STATES from './relay/__generated__/screenStatesSubscription.graphql';
import { Shown, type CachedServer, type OpenScreen } from './cached-screen';

export const openRelayScreen: OpenScreen = (server, isOrdered) => {
  const { fetch, subscribe } = isOrdered
    ? inOrderNetwork(server, {
        fetch: sendTo(server),
        onStale: () => {
          askAll();
        },
      })
    : { fetch: sendTo(server) as FetchFunction, subscribe: followOn(server) };
  const environment = new relay.Environment({
    network: relay.Network.create(fetch, subscribe),
    store: new relay.Store(new relay.RecordSource()),
  });
  const ask = (query: ConcreteRequest): void => {
    relay.fetchQuery(environment, query, {}, { fetchPolicy: 'network-only' }).subscribe({ error: () => undefined });
  };
  const askAll = (): void => {
    ask(HEADLINE);
    ask(LIST);
  };
  if (!isOrdered) server.onStale(askAll);
  const shown = new Shown();
  const watch = (name: 'headline' | 'list', query: ConcreteRequest): void => {
    const operation = relay.createOperationDescriptor(query, {});
    environment.retain(operation);
    environment.subscribe(environment.lookup(operation.fragment), ({ data, isMissingData }) => {
      if (!isMissingData) shown.add(name, data);
    });
  };
  watch('headline', HEADLINE);
  watch('list', LIST);
  askAll();
  const open = [
    relay.requestSubscription(environment, {
      subscription: EVENTS,
      variables: {},
      onNext: () => {
        shown.hear();
        ask(LIST);
      },
    }),
    relay.requestSubscription(environment, {
      subscription: STATES,
      variables: {},
      onNext: () => {
        shown.hear();
      },
    }),
  ];
  return {
    shown,
    refresh: () => {
      ask(HEADLINE);
    },
    glance: () => {
      ask(GLANCE);
    },
    report: (variables) => {
      relay.commitMutation(environment, { mutation: REPORT, variables });
    },
    close: () => {
      for (const { dispose } of open) dispose();
    },
  };
};

function sendTo(server: CachedServer) {
  return async ({ text }: { text: string | null }, variables: Variables): Promise<GraphQLResponse> => {
    const body = JSON.stringify({ query: text, variables });
    const response = await server.fetch('http://server/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return (await response.json()) as GraphQLResponse;
  };
}

function followOn(server: CachedServer): SubscribeFunction {
  return ({ text }, variables) =>
    relay.Observable.create((sink) => server.subscribe({ query: text ?? '', variables }, sink as never));
}
