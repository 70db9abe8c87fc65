/** What a page asks, written once: the server answers it while it writes the page, the browser when somebody goes on. */
export interface Question {
  query: string;
  variables: Record<string, unknown>;
}

export interface Answer {
  data?: unknown;
  errors?: readonly { message: string; extensions?: { code?: unknown } }[];
}

/** Yields what it asks at once, is given the answers in the same order, and returns what it was after. */
export type Asking<Result> = Generator<readonly Question[], Result, readonly Answer[]>;

interface Typed<Data, Variables> {
  toString: () => string;
  __apiType?: (variables: Variables) => Data;
}

/** An answer that is none, and why. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A question of a document, and how its answer is read. */
interface Asked<Data> {
  question: Question;
  read: (answer: Answer | undefined) => Data;
}

export function asked<Data, Variables>(document: Typed<Data, Variables>, variables: Variables): Asked<Data> {
  return {
    question: { query: document.toString(), variables: variables as Record<string, unknown> },
    read: (answer) => {
      const [error] = answer?.errors ?? [];
      if (error !== undefined) throw new Refusal(String(error.extensions?.code), error.message);
      if (answer?.data == null) throw new Refusal('UNAVAILABLE', '');
      return answer.data as Data;
    },
  };
}

/** Throws a Refusal. */
export function* ask<Data, Variables>(document: Typed<Data, Variables>, variables: Variables): Asking<Data> {
  const { question, read } = asked(document, variables);
  const [answer] = yield [question];
  return read(answer);
}

/** Both at once; throws a Refusal. */
export function* askBoth<One, Other>(one: Asked<One>, other: Asked<Other>): Asking<[One, Other]> {
  const [first, second] = yield [one.question, other.question];
  return [one.read(first), other.read(second)];
}

/** Carries it out. */
export async function carryOutAsking<Result>(
  asking: Asking<Result>,
  answer: (question: Question) => Promise<Answer>,
): Promise<Result> {
  let step = asking.next([]);
  while (!step.done) step = asking.next(await Promise.all(step.value.map(answer)));
  return step.value;
}
