/** Which transports there are for a client, and which one is taken first. */
import { EventStreamTransport } from './event-stream-transport.ts';
import type { Identity } from './identity.ts';
import type { Transport } from './transport.ts';
import { WebSocketTransport, type WebSocketConstructor } from './web-socket-transport.ts';

export interface TransportOptions {
  url: string;
  transport?: 'automatic' | 'websocket' | 'sse' | undefined;
  webSocketImpl?: unknown;
  quiet: number;
  identity: Identity;
  fetch: typeof globalThis.fetch;
}

/** An event stream is pinged by the server alone, every 12 seconds unless it is told otherwise. */
const QUIETER_STREAMS = 3;

export function chooseTransports(options: TransportOptions): { preferred: Transport; fallback?: Transport } {
  const { transport = 'automatic', quiet } = options;
  const webSocketImpl = (options.webSocketImpl ?? globalThis.WebSocket) as WebSocketConstructor | undefined;
  const streams = (): Transport => new EventStreamTransport({ ...options, quiet: quiet * QUIETER_STREAMS });
  if (transport === 'sse') return { preferred: streams() };
  if (webSocketImpl === undefined) {
    if (transport === 'automatic') return { preferred: streams() };
    throw new Error('There is no WebSocket here. In Node before 22, give webSocketImpl: WebSocket of the package ws.');
  }
  const preferred = new WebSocketTransport({ ...options, webSocketImpl });
  return transport === 'websocket' ? { preferred } : { preferred, fallback: streams() };
}

/** Whether the server answers a plain request, refusals and all. */
export async function isReachable({ url, fetch, quiet }: TransportOptions): Promise<boolean> {
  const patience = new AbortController();
  const silence = setTimeout(() => {
    patience.abort();
  }, quiet);
  try {
    const { status } = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: patience.signal,
    });
    return status < 500;
  } catch {
    return false;
  } finally {
    clearTimeout(silence);
  }
}
