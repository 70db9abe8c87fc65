/** What work costs, for the prices of fields: a unit is about ten microseconds, in the process and in the database together (decision 29). */
import { USUAL_PAGE } from './page';

/** Of every operation: to take it in, to open a snapshot and read where the log is, to answer. */
export const OPERATION = 150;
/** A statement that finds what it looks for by an index, and what is done around it. */
export const STATEMENT = 50;
/** The same where many things of a list ask for it, and loaders cannot make one of them all. */
export const STATEMENT_EACH = 100;
/** A change: its locks, its counters, its entry. */
export const CHANGE = 500;
/** A further one of a batch. */
const CHANGE_EACH = 30;
/** A list of which nobody knows how long it will be. */
export const USUAL_LIST = 20;

/** A field as it is asked for. */
export interface Measured {
  args: Readonly<Record<string, unknown>>;
  /** What the selection below costs, once. */
  childComplexity: number;
  /** Of a page: what each entry costs, what everything else does, and whether it is asked how many there are. */
  page?: { each: number; rest: number; isCounted: boolean };
}

/** Work that several fields of one object need, and that is done once for them. */
interface Shared {
  name: string;
  units: number;
}

export interface Price {
  (measured: Measured): number;
  shared?: Shared;
}

/** The price of a field that needs more, which the others of its object need too. */
export function sharing(shared: Shared, price: (measured: Measured) => number): Price {
  return Object.assign((measured: Measured) => price(measured), { shared });
}

/** How many are there is counted once, whoever asks; the list knows what it costs. */
export const COUNTING = 'counting';
export const counting = sharing({ name: COUNTING, units: 0 }, () => 1);

export interface PriceOfPage {
  /** To find the place of the page. */
  page: number;
  /** To say how many there are in all. */
  count: number;
}

/** Each entry is read for itself. */
export function costOfPage(
  { args, page }: Measured,
  price: PriceOfPage = { page: STATEMENT, count: STATEMENT },
  usual = USUAL_PAGE,
): number {
  const { each = 0, rest = 0, isCounted = false } = page ?? {};
  return price.page + sizeAsked(args, usual) * each + rest + (isCounted ? price.count : 0);
}

/** How many a page may have: what is wrong with the arguments is said later. */
function sizeAsked({ first, last }: Measured['args'], usual: number): number {
  const size = [last, first].find((each): each is number => typeof each === 'number');
  return Math.max(0, size ?? usual);
}

/** A field that takes a statement of its own. */
export const ofStatements =
  (count: number) =>
  ({ childComplexity }: Measured): number =>
    count * STATEMENT + childComplexity;

/** A list that is about so long. */
export const ofLength =
  (length: number) =>
  ({ childComplexity }: Measured): number =>
    1 + length * childComplexity;

/** Of a batch, by how many changes are asked for: the answer has a list of as many. */
export function costOfBatch(changes: unknown, { childComplexity }: Measured): number {
  const count = Array.isArray(changes) ? changes.length : 1;
  return CHANGE + count * CHANGE_EACH + Math.ceil(Math.max(1, count / USUAL_LIST) * childComplexity);
}
