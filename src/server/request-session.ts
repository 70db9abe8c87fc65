/** Who sends an operation over HTTP: found out by the token alone, before any of the body is read, and kept for whoever answers. */
import type { FastifyRequest } from 'fastify';
import { languageOfRequest } from './answer-language';
import { addressOf } from './client-address';
import { originOfRequest, type OperationOrigin } from './operation-origin';
import { receive, refuseUnread } from './served-operation';
import type { Authenticate, Session } from './session';

const sessions = new WeakMap<FastifyRequest, Session>();

/** For the hook of a route. Throws UNAUTHENTICATED, and before it what `admit` throws; each is published as an operation that was refused. */
export async function admitSender(
  request: FastifyRequest,
  transport: OperationOrigin['transport'],
  authenticate: Authenticate,
  admit: () => void = () => undefined,
): Promise<void> {
  const { headers, raw } = request;
  try {
    admit();
    const language = languageOfRequest(request);
    const { authorization } = headers;
    sessions.set(request, await authenticate({ authorization, language, address: addressOf(raw) }));
  } catch (error) {
    refuseUnread(receive(originOfRequest(transport, request)), [error]);
    throw error;
  }
}

/** Of a request that was let in. */
export function sessionOf(request: FastifyRequest): Session {
  const session = sessions.get(request);
  if (session === undefined) throw new Error('Nobody has asked who sends the request.');
  return session;
}
