/** Subscribes to channels of `node:diagnostics_channel`, and returns what takes all of the subscriptions off. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export function watchChannels(watchers: Readonly<Record<string, (message: never) => void>>): () => void {
  const listeners = Object.entries(watchers) as [string, (message: unknown) => void][];
  for (const [name, listener] of listeners) subscribe(name, listener);
  return () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
  };
}
