/** Which address counts as that of a client: one network of IPv6 is one client, because each has more addresses than anybody counts. */
import type { IncomingMessage } from 'node:http';

export function addressOf({ socket }: Pick<IncomingMessage, 'socket'>): string {
  return toNetwork(socket.remoteAddress ?? '');
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An address of IPv4 as it is; of IPv6 the first 64 bits, which is what one customer has at least. */
function toNetwork(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%', 1).join().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
