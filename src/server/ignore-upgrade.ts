/** Answers a request over HTTP that would rather have another protocol than WebSocket: programs in Java ask for HTTP/2 so, and get no answer otherwise. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What belongs to the offer. */
const OFFER = ['upgrade', 'http2-settings'];

export function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * A server may ignore the offer (RFC 9110, §7.8), but Node has given the connection away by now, with the body unread. So the request is put
 * back in front of what is still to come, without the offer, and the connection begins anew.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, connection: Duplex, head: Buffer): void {
  if (isAnswering(connection)) {
    // It did not wait for the answer before, and what is to come of that would get lost.
    connection.destroy();
    return;
  }
  const { method = '', url = '', rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const kept = name.toLowerCase() === 'connection' ? withoutOffer(value) : value;
    if (!OFFER.includes(name.toLowerCase()) && kept !== '') lines.push(`${name}: ${kept}`);
  }
  connection.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', connection);
}

function withoutOffer(connection: string): string {
  const options = connection.split(',').map((each) => each.trim());
  return options.filter((each) => !OFFER.includes(each.toLowerCase())).join(', ');
}

/** Node keeps the answer that is on its way there, and looks there itself. */
function isAnswering(connection: Duplex & { _httpMessage?: unknown }): boolean {
  return connection._httpMessage != null;
}
