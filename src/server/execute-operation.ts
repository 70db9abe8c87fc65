/** Executes operations outside of Apollo: a query or mutation for one client, the selection of a subscription for all who ask the same. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Operation } from '../access/operation';
import { withinTime, type CallOff } from './call-off';
import { asSeenFrom, type Viewer } from '../access/viewer';
import type { Execute } from '../feed/execution';
import { nameNulls } from './find-wrong-value';
import { formatError, isPassing, isUnforeseen, type ErrorLog } from './format-error';
import { orderErrors } from './order-errors';
import { carryOutPaid } from './pay';
import { placeAnswer, positionOf } from './place-answer';
import { settle, type ServedOperation } from './served-operation';
import type { Session } from './session';
import { type MessageLanguage } from '../words/translate';

/** A query or mutation, in a context of its own that is closed after it. */
export async function executeFresh(
  args: ExecutionArgs,
  session: Session,
  served: ServedOperation,
  callOff: CallOff,
): Promise<ExecutionResult> {
  const { account } = session;
  const work = async (): Promise<ExecutionResult> => {
    const viewer = await session.lookUpViewer();
    callOff.signal.throwIfAborted();
    return executeOnce(args, session.openOperation(viewer, callOff.askFor(account)));
  };
  const result = await carryOutPaid(served, account, work);
  settle(served, result.errors);
  return result;
}

export interface SharedExecution {
  args: ExecutionArgs;
  language: MessageLanguage;
  rights: Viewer;
  openOperation: Session['openOperation'];
  log: ErrorLog;
  /** How long one execution may take. */
  seconds: number;
}

const FIRST_RETRY_MILLISECONDS = 100;
/** Once the database is back, the next attempt comes within this time. */
const LONGEST_RETRY_MILLISECONDS = 2_000;
const GIVEN_UP_AFTER_MILLISECONDS = 25_000;
/** An unforeseen fault may pass too; one that stays is reported, and the stream goes on. */
const UNFORESEEN_RETRIES = 2;

/**
 * Executes once for the whole group, and serialises the answer once (P11). While the database is away an event is executed again, with longer and longer pauses: an answer that says
 * UNAVAILABLE would carry the position of an event whose content never came (P5). In the end the stream ends with it.
 */
export function executeShared({ args, language, rights, openOperation, log, seconds }: SharedExecution): Execute {
  return async (rootValue, path, wanted, shown) => {
    const startedAt = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      const result = await withinTime(wanted, seconds, (signal) => {
        const operation = openOperation(asSeenFrom(rights, path), { signal });
        operation.shown = shown;
        return executeOnce({ ...args, rootValue }, operation);
      });
      const isAway = result.errors?.some(isPassing) === true;
      const isUnclear = !isAway && attempt < UNFORESEEN_RETRIES && result.errors?.some(isUnforeseen) === true;
      if (!(isAway || isUnclear))
        return { answer: serialise(result, log, language), isLast: false, shownAt: positionOf(result) };
      if (performance.now() - startedAt > GIVEN_UP_AFTER_MILLISECONDS || wanted.aborted) {
        const { errors } = result;
        return { answer: serialise(errors === undefined ? {} : { errors }, log, language), isLast: true };
      }
      await pause(Math.min(LONGEST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** attempt));
    }
  };
}

async function executeOnce(args: ExecutionArgs, operation: Operation): Promise<ExecutionResult> {
  try {
    return await executeIn(args, operation);
  } finally {
    await operation.close();
  }
}

/** In the context of an operation that the caller closes. */
export async function executeIn(args: ExecutionArgs, operation: Operation): Promise<ExecutionResult> {
  const result = await execute({ ...args, contextValue: operation });
  if (result.errors !== undefined) nameNulls(args.schema, args.document, args.variableValues, result.errors);
  return placeAnswer(orderErrors(result), operation);
}

/** The answer as it goes over the line: errors masked as everywhere (P8), and in the order in which Apollo Server writes it. */
export function serialise(result: ExecutionResult, log: ErrorLog, language: MessageLanguage): Buffer {
  return Buffer.from(JSON.stringify(toAnswer(result, log, language)));
}

export function toAnswer({ data, errors, extensions }: ExecutionResult, log: ErrorLog, language: MessageLanguage) {
  return {
    ...(errors === undefined ? {} : { errors: errors.map((error) => formatError(error, log, language)) }),
    ...(data === undefined ? {} : { data }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}
