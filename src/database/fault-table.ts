/** What a fault of the database means to the caller: one table, by SQLSTATE and its class (docs/decisions/0024). */
import { Problem, type ProblemCode } from '../problem';
import { sqlStateOf } from './sql-state';
import { reachedLimit, STATEMENT_SECONDS } from './statement-limits';
import { say, type Message } from '../words/message';

interface Fault {
  code: ProblemCode;
  /** Whether what failed may be sent again as it is. */
  retry?: boolean;
  said: Message;
}

const passing = (said: Message): Fault => ({ code: 'UNAVAILABLE', retry: true, said });
const lasting = (said: Message): Fault => ({ code: 'UNAVAILABLE', retry: false, said });
const tooMuch = (said: Message): Fault => ({ code: 'LIMIT', said });

const AWAY = passing(say`The database cannot be reached at the moment. Try again.`);
const UNKNOWN_FATE = lasting(
  say`The connection to the database was lost while this was being committed: it may or may not have been recorded. Send it again with the same idempotencyKey, which records it once; if it had none, check first whether it was recorded.`,
);
const UNSTORABLE: Fault = {
  code: 'BAD_USER_INPUT',
  said: say`A text contains a character that cannot be stored, such as NUL. Remove it.`,
};
const TIMED_OUT = tooMuch(say`The answer took too long. Ask for less at once.`);

/** A whole SQLSTATE goes before its class. What has no row is an unforeseen fault: 25001, for example, is our own mistake. */
const FAULTS: Readonly<Record<string, Fault>> = {
  '08': AWAY,
  '08007': UNKNOWN_FATE,
  '22021': UNSTORABLE,
  '22P05': UNSTORABLE,
  '25006': passing(
    say`The database accepts no changes at the moment: it is a standby, or set to be read-only. Nothing was changed; try again.`,
  ),
  '25P02': lasting(say`An earlier part of the same answer failed: its own error says what to do.`),
  '25P03': passing(say`The database ended a transaction that was idle for too long. Nothing was changed; try again.`),
  '25P04': passing(say`The database ended a transaction that took too long. Nothing was changed; try again.`),
  '40': passing(say`Others were changing the same data at the same time. Nothing was changed; try again.`),
  '40003': UNKNOWN_FATE,
  '53': passing(say`The database lacks the resources for this at the moment. Nothing was changed; try again.`),
  '53100': passing(say`The disk of the database is full. Nothing was changed; try again once there is space.`),
  '53200': passing(say`The database is short of memory at the moment. Nothing was changed; try again.`),
  '53300': passing(say`The database accepts no more connections at the moment. Nothing was changed; try again.`),
  '53400': tooMuch(say`This takes more than the database allows for one statement. Ask for less at once.`),
  '55': passing(say`Something that this needs is in use by others. Nothing was changed; try again.`),
  '55P03': passing(say`Others are changing what this needs, and it takes long. Nothing was changed; try again.`),
  '57': AWAY,
  '57014': passing(say`The database was told to cancel this. Nothing was changed; try again.`),
  '57P01': passing(say`The database ended the connection. Nothing was changed; try again.`),
  '57P02': passing(say`The database ended the connection, to recover from a crash. Nothing was changed; try again.`),
  '57P03': passing(say`The database is starting or stopping. Nothing was changed; try again.`),
  '57P04': lasting(say`The database is gone. Nothing was changed; tell the operators of this server.`),
  '58': passing(
    say`The database has trouble with its disk or its system. Nothing was changed; try again, and if it happens again, tell the operators of this server.`,
  ),
};

/** How the system, pg and TypeORM say that a connection was lost or could not be made. */
const AWAY_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL)/;
// TypeORM takes the query runner from a transaction whose connection is gone, and says only that.
const AWAY_WORDS =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Query read timeout|connection.*(closed|ended)|query runner (was )?already released/i;

/** The problem to report in place of `error`; undefined where the table does not know the fault. */
export function toDatabaseProblem(error: unknown, statementSeconds = STATEMENT_SECONDS): Problem | undefined {
  const fault = findFault(error, statementSeconds);
  if (fault === undefined) return undefined;
  return new Problem(fault.code, fault.said, fault.retry === undefined ? {} : { retry: fault.retry });
}

/** Of a COMMIT that was not answered. */
export class UnknownFate extends Problem {
  constructor() {
    super(UNKNOWN_FATE.code, UNKNOWN_FATE.said, { retry: false });
  }
}

/** Whether the server itself says that it does not know what became of the transaction. */
export function isUnknownFate(error: unknown): boolean {
  return FAULTS[sqlStateOf(error) ?? ''] === UNKNOWN_FATE;
}

function findFault(error: unknown, statementSeconds: number): Fault | undefined {
  if (reachedLimit(error, statementSeconds)) return TIMED_OUT;
  const state = sqlStateOf(error) ?? '';
  return FAULTS[state] ?? FAULTS[state.slice(0, 2)] ?? (isAway(error) ? AWAY : undefined);
}

function isAway(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const given = code ?? driverError?.code;
  if (typeof given === 'string' && AWAY_CODES.test(given)) return true;
  return error instanceof Error && AWAY_WORDS.test(error.message);
}
