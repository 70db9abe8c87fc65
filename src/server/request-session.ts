/** Who sends an operation over HTTP: found out by the token alone, before any of the body is read, and kept for whoever answers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import { languageOfRequest } from './answer-language';
import { addressOf } from './client-address';
import { originOfRequest, type OperationOrigin } from './operation-origin';
import { requireCredit, tellBudget } from './pay';
import type { RefusedSenders } from './refused-senders';
import { receive, refuseUnread } from './served-operation';
import type { Authenticate, Session } from './session';

interface Admission {
  authenticate: Authenticate;
  refusedSenders: RefusedSenders;
}

const sessions = new WeakMap<FastifyRequest, Session>();

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
    tellBudget(reply, session.account);
    requireCredit(session.account);
    sessions.set(request, session);
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNAUTHENTICATED') await refusedSenders.mayBeTold(address);
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
