/** Decides about many changes that are asked for at once: all of them or none, unless what is refused is to be left out. */
import { mapInTurns } from '../process/turns';
import { describeRefusals, refuseList, type Refusal } from '../place-problem';
import { Problem, type RefusedInput } from '../problem';
import { say } from '../words/message';

/** What the input of a batch has beside its list. */
export interface BatchSwitches {
  /** Decides about each, and records none. */
  dryRun?: boolean | null | undefined;
  /** Leaves out what is refused, instead of refusing all. */
  skipBad?: boolean | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const MOST = 1_000;

/** Checks the input of a batch before anything is read; `list` is the name of its list, such as `reports`. */
export function requireBatch(list: string, items: readonly object[], switches: BatchSwitches): void {
  const actual = items.length;
  if (actual === 0) {
    throw new Problem('BAD_USER_INPUT', say`The list of ${list} is empty. Send 1 to ${MOST}.`, { argument: list });
  }
  if (actual > MOST) {
    const message = say`The list has ${actual} ${list}; send at most ${MOST} at a time.`;
    throw new Problem('LIMIT', message, { argument: list, limit: MOST, actual });
  }
  const keyed = items.findIndex((item) => 'idempotencyKey' in item && item.idempotencyKey != null);
  if (keyed >= 0) {
    const message = say`The idempotency key of a list belongs to the whole input, not to one of its items.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: `${list}.${keyed}.idempotencyKey` });
  }
  requireNoKey(list, switches);
}

/** A key gets the same answer again, and these answers are not kept: what is recorded already is recognised by its content. */
function requireNoKey(list: string, { idempotencyKey, dryRun, skipBad }: BatchSwitches): void {
  if (idempotencyKey == null || (dryRun !== true && skipBad !== true)) return;
  const message = say`Leave out the idempotency key with ${dryRun === true ? 'dryRun' : 'skipBad'}: ${list} that are recorded already are recognised by what they say.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'idempotencyKey' });
}

export interface Decisions<Decision> {
  /** In the order of the items. */
  decided: Decision[];
  refused: RefusedInput[];
}

/** The decision about each item. One that was not sent in a list is refused by its own Problem. */
export async function decideBatch<Item, Decision>(
  items: readonly Item[],
  decide: (item: Item, index: number) => Decision,
  { list, skipBad }: { list?: string | undefined; skipBad?: boolean | null | undefined },
): Promise<Decisions<Decision>> {
  const refusals: Refusal[] = [];
  const decided: Decision[] = [];
  await mapInTurns(items, (item, index) => {
    try {
      decided.push(decide(item, index));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push({ index, problem: error });
    }
  });
  const [first] = refusals;
  if (first === undefined) return { decided, refused: [] };
  if (list === undefined) throw first.problem;
  const input = { list, length: items.length };
  if (skipBad !== true) throw refuseList(input, refusals);
  return { decided, refused: describeRefusals(input, refusals) };
}
