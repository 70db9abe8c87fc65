/** The screen through Apollo Client and its cache. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { inOrderLink } from '../../client/src/apollo.ts';
import { Shown, TEXTS, type Fields, type OpenScreen } from './cached-screen';

const DOCUMENTS = {
  headline: gql(TEXTS.headline),
  list: gql(TEXTS.list),
  glance: gql(TEXTS.glance),
  events: gql(TEXTS.events),
  states: gql(TEXTS.states),
  report: gql(TEXTS.report),
};

export const openApolloScreen: OpenScreen = (server, isOrdered) => {
  const transport = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(server as never),
    new HttpLink({ uri: 'http://server/graphql', fetch: server.fetch }),
  );
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    // Of the two builds of Apollo Client this file and the package see each another one, in their types alone.
    link: isOrdered ? ApolloLink.from([inOrderLink(server) as unknown as ApolloLink, transport]) : transport,
  });
  const shown = new Shown();
  const watch = (name: 'headline' | 'list') => {
    const watched = client.watchQuery<Fields>({ query: DOCUMENTS[name] });
    watched.subscribe(({ data, dataState }) => {
      if (dataState === 'complete') shown.add(name, data);
    });
    return watched;
  };
  const headline = watch('headline');
  const list = watch('list');
  const forget = (): undefined => undefined;
  client.subscribe({ query: DOCUMENTS.events }).subscribe(() => {
    shown.hear();
    list.refetch().catch(forget);
  });
  client.subscribe({ query: DOCUMENTS.states }).subscribe(() => {
    shown.hear();
  });
  return {
    shown,
    refresh: () => {
      headline.refetch().catch(forget);
    },
    glance: () => {
      client.query({ query: DOCUMENTS.glance, fetchPolicy: 'network-only' }).catch(forget);
    },
    report: (variables) => {
      client.mutate({ mutation: DOCUMENTS.report, variables }).catch(forget);
    },
    close: () => {
      client.stop();
    },
  };
};
