/** A state that a subscription keeps up to date, with what a page shows of its connection: for hooks and other stores. */
import type { Client } from './client.ts';
import { GiaoBanError } from './fault.ts';
import { Listeners } from './listeners.ts';
import { toPayload, type Document } from './operation.ts';

export interface Shown<Data> {
  /** The newest state; it stays while the connection is lost. */
  readonly data: Data | undefined;
  readonly error: unknown;
  /** `catching up`: the connection is there, and the state that is shown may still be an older one. */
  readonly connection: 'live' | 'catching up' | 'lost';
}

export interface Watched<Data> {
  /** The same object as long as nothing has changed. */
  readonly current: Shown<Data>;
  /** It is followed while somebody listens. Returns what ends that. */
  onChange: (listener: () => void) => () => void;
}

/** `document` is a subscription that sends a state, such as `subscription { progress { completed } }`. */
export function watch<Data, Variables>(
  client: Client,
  document: Document<Data, Variables>,
  variables?: Variables,
): Watched<Data> {
  const listeners = new Listeners<[]>();
  let current: Shown<Data> = { data: undefined, error: undefined, connection: 'catching up' };
  let leave: (() => void) | undefined;

  const show = (changed: Partial<Shown<Data>>): void => {
    current = { ...current, ...changed };
    listeners.tell();
  };
  const begin = (): (() => void) => {
    show({ error: undefined, connection: 'catching up' });
    const leaveStatus = client.onStatus(({ state }) => {
      const isLost = state === 'lost' || state === 'refused';
      if (isLost !== (current.connection === 'lost')) show({ connection: isLost ? 'lost' : 'catching up' });
    });
    const unsubscribe = client.subscribe<Data>(toPayload(document, variables), {
      next: ({ data, errors }) => {
        show({
          data: data ?? current.data,
          error: errors === undefined ? undefined : new GiaoBanError(errors, data),
          connection: 'live',
        });
      },
      error: (error) => {
        show({ error: Array.isArray(error) ? new GiaoBanError(error as GiaoBanError['errors']) : error });
      },
      complete: () => undefined,
    });
    return () => {
      leaveStatus();
      unsubscribe();
    };
  };
  return {
    get current() {
      return current;
    },
    onChange: (listener) => {
      const remove = listeners.add(listener);
      leave ??= begin();
      return () => {
        remove();
        if (!listeners.isEmpty) return;
        leave?.();
        leave = undefined;
      };
    },
  };
}
