/** Which address counts as that of a client: what a trusted proxy says, and one network of IPv6 is one client, because each has more addresses than anybody counts. */
import { all, compile } from '@fastify/proxy-addr';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';

/** Whether something that the connection itself comes from, or says that it has handed on, is a trusted proxy. */
export type IsTrusted = (address: string) => boolean;

/** Whom the server believes that got the request: one over WebSocket has no other way to it than its socket. */
const trusted = new WeakMap<Socket, IsTrusted>();

/** `proxies` are addresses, networks, `loopback` or `private`. What they say in X-Forwarded-For counts, from its end up to the first address that is none of them. */
export function trustProxies(app: FastifyInstance, proxies: readonly string[]): IsTrusted {
  if (proxies.length === 0) return () => false;
  const compiled = compile(proxies.map((each) => (each === 'private' ? 'uniquelocal' : each)));
  const isTrusted: IsTrusted = (address) => compiled(address, 0);
  const trust = (socket: Socket): void => {
    trusted.set(socket, isTrusted);
  };
  app.server.prependListener('connection', trust);
  // Not every request comes over a connection to the server: tests inject theirs.
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    trust(raw.socket);
    done();
  });
  return isTrusted;
}

export function addressOf(request: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const { socket } = request;
  const isTrusted = trusted.get(socket);
  if (isTrusted === undefined || socket.remoteAddress === undefined) return peerOf(socket);
  const said = all(request as IncomingMessage, isTrusted).map(withoutPort);
  // What is no address was not written by a proxy that is believed: it counts for the one before it.
  return toNetwork(said.findLast((each) => isIP(each) !== 0) ?? '');
}

/** Where the connection itself comes from: a client, or a proxy. */
export function peerOf({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string {
  return toNetwork(remoteAddress);
}

const BRACKETED = /^\[([^\]]+)\](?::\d+)?$/;
const WITH_PORT = /^(\d+\.\d+\.\d+\.\d+):\d+$/;

/** Some proxies write the port with it. */
function withoutPort(address: string): string {
  return BRACKETED.exec(address)?.[1] ?? WITH_PORT.exec(address)?.[1] ?? address;
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
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
