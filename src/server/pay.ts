/** Pays for operations from the budgets of those who ask: what cannot be paid is refused before it is begun, with when to come back (P23). */
import { performance } from 'node:perf_hooks';
import type { FastifyReply } from 'fastify';
import type { Account } from '../account/account';
import { UNITS_IN_A_MILLISECOND } from '../account/budget';
import { Problem } from '../problem';
import { say } from '../words/message';
import { TOO_MANY_REQUESTS } from './format-error';
import type { ServedOperation } from './served-operation';

export function hasCredit({ budget }: Account): boolean {
  return budget.remaining > 0;
}

const UNAVAILABLE = 503;
/** When it cannot be answered at the moment. */
export const COME_BACK_SECONDS = 5;

/** Throws LIMIT where nothing is left of the budget, so that nothing more is even read. */
export function requireCredit({ budget }: Account): void {
  if (budget.remaining <= 0) throw overdrawn(budget);
}

/** Throws LIMIT instead of taking the cost of what is to be carried out. */
export function payFor(operation: ServedOperation, { budget }: Account, cost: number): void {
  if (!budget.pay(cost)) throw overdrawn(budget);
  operation.cost = cost;
}

/** Carries out an operation that is paid. A price is for the worst case: what took less is given back in part. */
export async function carryOutPaid<T>(
  operation: ServedOperation,
  { budget }: Account,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    // It has taken no more than this, whatever else was done meanwhile.
    const most = PRICE_OF_ANY + Math.ceil((performance.now() - startedAt) * UNITS_IN_A_MILLISECOND);
    const { cost = 0 } = operation;
    operation.cost &&= Math.min(cost, most);
    budget.charge(Math.min(0, most - cost));
  }
}

/** Units for what every operation takes, also one that is refused once it was read. */
const PRICE_OF_ANY = 50;
/** Parsing and validating a document takes about so much. */
const BYTES_PER_UNIT = 20;

/** Units for an answer that was there, or that others wait for as well. */
export const PRICE_OF_REMEMBERED = 10;

/** Charges for an operation whose answer did not have to be worked out. */
export function chargeRemembered(operation: ServedOperation, { budget }: Account): void {
  operation.cost = PRICE_OF_REMEMBERED;
  budget.charge(PRICE_OF_REMEMBERED);
}

/** Charges for an operation that was read, and refused for what it says. */
export function chargeRefused({ budget }: Account, bytes: number): void {
  budget.charge(PRICE_OF_ANY + Math.ceil(bytes / BYTES_PER_UNIT));
}

function overdrawn({ rate, secondsUntilAny }: Account['budget']): Problem {
  const retryAfter = Math.max(1, Math.ceil(secondsUntilAny));
  const message = say`You have asked for more in a short time than this server does for one client: ${rate.perSecond} units of cost a second. Try again in ${retryAfter} seconds, and ask less often or for less.`;
  return new Problem('LIMIT', message, { limit: rate.perSecond, retryAfter });
}

function policyOf({ most, perSecond }: Account['budget']['rate']): string {
  return `"cost";q=${most};w=${Math.max(1, Math.ceil(most / perSecond))}`;
}

/** What is left of the budget, as draft-ietf-httpapi-ratelimit-headers-10 writes it. */
export function budgetHeaders({ budget: { rate, remaining, secondsUntilFull } }: Account) {
  return {
    'ratelimit-policy': policyOf(rate),
    ratelimit: `"cost";r=${Math.max(0, Math.floor(remaining))};t=${Math.ceil(secondsUntilFull)}`,
  };
}

export function tellBudget(reply: FastifyReply, account: Account): void {
  void reply.headers({ ...budgetHeaders(account), ...retryHeaders(reply.statusCode, account) });
}

/** When to come back, of an answer with that status. */
export function retryHeaders(status: number, { budget }: Account): Record<string, number> {
  if (status === TOO_MANY_REQUESTS) return { 'retry-after': Math.max(1, Math.ceil(budget.secondsUntilAny)) };
  return status === UNAVAILABLE ? { 'retry-after': COME_BACK_SECONDS } : {};
}
