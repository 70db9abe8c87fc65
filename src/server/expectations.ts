/** Clients that send a body only when they are told to (`Expect: 100-continue`): they are told once it is known that the body will be read. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Without a listener Node tells them at once. */
export function holdBodiesBack(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    waiting.set(request, response);
    server.emit('request', request, response);
  });
}

export function letSend(request: IncomingMessage): void {
  waiting.get(request)?.writeContinue();
}
