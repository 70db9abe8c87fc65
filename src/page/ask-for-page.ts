/** Asks what a page shows: each question is an operation like any other, of somebody without a token who pays for it. */
import type { FastifyRequest } from 'fastify';
import type { Account } from '../account/account';
import type { QueryAnswer, Queries } from '../server/answer-queries';
import type { RequestCallOff } from '../server/call-off';
import { formatError, toGraphQLError, type ErrorLog } from '../server/format-error';
import { originOfRequest } from '../server/operation-origin';
import { requireCredit } from '../server/pay';
import { carryOut, receive, settle, type ServedOperation } from '../server/served-operation';
import type { Authenticate } from '../server/session';
import type { MessageLanguage } from '../words/translate';
import type { PageAnswer, PageQuestion } from './dashboard';
import type { ToldAnswer } from './page-writer';

export interface PageSender {
  account: Account;
  address: string;
  language: MessageLanguage;
}

interface Asked {
  request: FastifyRequest;
  sender: PageSender;
  callOff: RequestCallOff;
}

interface Answering {
  authenticate: Authenticate;
  queries: Queries;
  log: ErrorLog;
}

/** What refuses a question is an answer as well: the page says what it can. */
export function askForPage(asked: Asked, answering: Answering): (question: PageQuestion) => Promise<ToldAnswer> {
  const { request, sender } = asked;
  // The request has a line of its own in the log, beside those of its operations.
  const headers = { ...request.headers };
  return async (question) => {
    const operation = receive({ ...originOfRequest('http', request), headers }, null);
    operation.account = sender.account;
    return carryOut(operation, async () => {
      try {
        return toTold(await answer(question, operation, asked, answering));
      } catch (error) {
        settle(operation, [error]);
        return toRefused({ errors: [formatError(toGraphQLError(error), answering.log, sender.language)] });
      }
    });
  };
}

async function answer(
  { query, variables, operationName }: PageQuestion,
  served: ServedOperation,
  { sender: { account, address, language }, callOff }: Asked,
  { authenticate, queries }: Answering,
): Promise<QueryAnswer> {
  requireCredit(account);
  const { question, errors } = queries.find({ query, variables, operationName });
  if (errors?.[0] !== undefined) throw errors[0];
  if (question === undefined) throw new Error('A page asks what is not answered by the place of the log.');
  const sender = await authenticate({ authorization: undefined, language, address });
  const wait = (): AbortSignal => callOff.begun.waitOnly();
  const given = await queries.answer(question, { sender, served, wait, read: 0 });
  settle(served, given.answer.errors);
  return given.answer;
}

function toTold(answer: QueryAnswer): ToldAnswer {
  const { bytes, place, isLasting, body } = answer;
  return { source: answer, bytes, place, isLasting, read: () => JSON.parse(body.toString()) as PageAnswer };
}

function toRefused(answer: PageAnswer): ToldAnswer {
  return { source: answer, bytes: 0, place: undefined, isLasting: false, read: () => answer };
}
