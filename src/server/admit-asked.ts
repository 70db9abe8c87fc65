/** Lets an operation in that comes over a stream or a socket: it is checked, and paid for unless it may turn out to be answered already. */
import type { DocumentNode } from 'graphql';
import type { Account } from '../account/account';
import type { Queries, Question } from './answer-queries';
import type { DocumentChecker, RefusedDocument } from './document-checker';
import { toGraphQLError } from './format-error';
import { chargeRefused, payFor, requireCredit } from './pay';
import type { AskedOperation } from './read-request';
import type { ServedOperation } from './served-operation';

type Admitted =
  | RefusedDocument
  | {
      document: DocumentNode;
      operationName: string | undefined;
      /** Where the operation is answered by the place of the log; it is paid for with its answer. */
      question: Question | undefined;
      errors?: never;
    };

interface Admission {
  checker: DocumentChecker;
  queries: Queries;
}

export function admitAsked(
  { checker, queries }: Admission,
  asked: AskedOperation,
  operation: ServedOperation,
  account: Account,
): Admitted {
  operation.account = account;
  try {
    requireCredit(account);
    const { question, errors } = queries.find(asked);
    if (question !== undefined) {
      const { document, errors: faults } = checker.read(question.source);
      if (document === undefined) return { errors: faults };
      return { document, operationName: question.operationName, question };
    }
    const checked = errors === undefined ? checker.check(asked) : { errors };
    if (checked.document === undefined) chargeRefused(account, asked.query?.length ?? 0);
    else payFor(operation, account, checked.cost);
    return checked.document === undefined ? checked : { ...checked, question: undefined };
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
}
