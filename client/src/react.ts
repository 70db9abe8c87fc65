/** Hooks for React: a state that is kept up to date, and how the connection is. */
import { useMemo, useSyncExternalStore } from 'react';
import type { Client, ConnectionStatus, Document } from './client.ts';
import { watch, type Shown } from './watch.ts';

const NOTHING: Shown<never> = { data: undefined, error: undefined, connection: 'catching up' };

/** The newest state that the subscription sends. Variables may be written inline: equal ones are the same. */
export function useFollowed<Data, Variables>(
  client: Client,
  document: Document<Data, Variables>,
  variables?: Variables,
): Shown<Data> {
  const written = JSON.stringify(variables ?? {});
  const watched = useMemo(() => watch(client, document, JSON.parse(written) as Variables), [client, document, written]);
  return useSyncExternalStore(
    watched.onChange,
    () => watched.current,
    () => NOTHING,
  );
}

/** How the connection is. */
export function useConnectionStatus(client: Client): ConnectionStatus {
  const read = (): ConnectionStatus => client.status;
  return useSyncExternalStore(client.onStatus, read, read);
}
