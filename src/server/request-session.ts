/** Who sends an operation over HTTP: found out by the token alone, before any of the body is read, and kept for whoever answers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import { languageOfRequest } from './answer-language';
import { addressOf } from './client-address';
import { originOfRequest, type OperationOrigin } from './operation-origin';
import { hasCredit, requireCredit, tellBudget } from './pay';
import type { RefusedSenders } from './refused-senders';
import { receive, refuseUnread } from './served-operation';
import type { Authenticate, Session } from './session';

interface Admission {
  authenticate: Authenticate;
  refusedSenders: RefusedSenders;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request that was let in. A map of them would keep the garbage collector busy. */
    session: Session | undefined;
  }
}

/** For the server, before any route is added. */
export function makeRoomForSessions(app: FastifyInstance): void {
  app.decorateRequest('session', undefined);
}

/** For the hook of a route. Throws UNAUTHENTICATED, and before it what `admit` throws; each is published as an operation that was refused. */
export async function admitSender(
  reply: FastifyReply,
  transport: OperationOrigin['transport'],
  { authenticate, refusedSenders }: Admission,
  admit: () => void = () => undefined,
): Promise<void> {
  const { request } = reply;
  const { headers, raw } = request;
  const address = addressOf(raw);
  try {
    admit();
    const language = languageOfRequest(request);
    const { authorization } = headers;
    const session = await authenticate({ authorization, language, address });
    if (!hasCredit(session.account)) {
      tellBudget(reply, session.account);
      requireCredit(session.account);
    }
    request.session = session;
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNAUTHENTICATED') await refusedSenders.mayBeTold(address);
    refuseUnread(receive(originOfRequest(transport, request)), [error]);
    throw error;
  }
}

/** Of a request that was let in. */
export function sessionOf(request: FastifyRequest): Session {
  const { session } = request;
  if (session === undefined) throw new Error('Nobody has asked who sends the request.');
  return session;
}
