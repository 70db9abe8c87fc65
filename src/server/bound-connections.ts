/** So many connections of each address over TCP, whatever is spoken over them: one that is idle makes room for the next. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Crowd } from '../process/crowd';
import { peerOf, type IsTrusted } from './client-address';
import type { Limits } from './limits';

/** Over one connection: who sends more before the first is answered is not after the answers. */
const MOST_REQUESTS = 32;
/** Of HTTP, beside the places of subscribers. */
const ROOM = 2_000;
/** Up to here Node takes connections at all; those that are one too many are let go of by us, the idle ones first. */
const LAST_RESORT = 500;

interface Caller {
  peer: string;
  requests: number;
}

export function boundConnections(
  server: Server,
  limits: Pick<Limits, 'connections' | 'connectionsPerAddress' | 'newcomers' | 'newcomersPerAddress'>,
  isTrusted: IsTrusted,
): void {
  const mostOfPeer = 2 * limits.connectionsPerAddress + limits.newcomersPerAddress;
  const most = limits.connections + limits.newcomers + ROOM;
  server.maxConnections = most + LAST_RESORT;
  const callers = new WeakMap<Socket, Caller>();
  const all = new Crowd<Socket>();
  /** No request is under way over them. */
  const idle = new Crowd<Socket>();

  server.prependListener('connection', (socket: Socket) => {
    // It comes again when a request for another protocol is read as one of this (ignore-upgrade.ts).
    if (callers.has(socket)) return;
    const peer = peerOf(socket);
    callers.set(socket, { peer, requests: 0 });
    all.add(peer, socket);
    idle.add(peer, socket);
    socket.once('close', () => {
      all.remove(peer, socket);
      idle.remove(peer, socket);
    });
    const isCrowded = all.countOf(peer) > mostOfPeer && !isTrusted(socket.remoteAddress ?? '');
    // It is idle itself: where no other is, it is the one that goes.
    const oldest = isCrowded ? idle.oldestOf(peer) : all.size > most ? idle.oldestOfMost() : undefined;
    oldest?.destroy();
  });
  server.prependListener('upgrade', ({ socket }: IncomingMessage) => {
    idle.remove(callers.get(socket)?.peer ?? '', socket);
  });
  whileAnswered(server, (socket) => callers.get(socket), idle);
}

/** Those over which a request is under way are not idle. */
function whileAnswered(server: Server, find: (socket: Socket) => Caller | undefined, idle: Crowd<Socket>): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const caller = find(socket);
    // What was sent with the request that was one too many is still read.
    if (socket.destroyed && (caller?.requests ?? 0) > MOST_REQUESTS) return;
    if (caller !== undefined) {
      caller.requests += 1;
      if (caller.requests > MOST_REQUESTS) {
        socket.destroy();
        return;
      }
      idle.remove(caller.peer, socket);
      response.once('close', () => {
        caller.requests -= 1;
        if (caller.requests === 0 && !socket.destroyed) idle.add(caller.peer, socket);
      });
    }
    for (const listener of listeners) listener.call(server, request, response);
  });
}
