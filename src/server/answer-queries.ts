/** Answers queries by the place of the log: each is worked out once for all who ask it with the same rights, over whatever transport (P19, P20). */
import { execute, type ExecutionArgs, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Operation } from '../access/operation';
import type { AnswersByPosition, AskedQuestion, GivenAnswer } from '../answers/answers-by-position';
import type { WorkOut } from '../answers/answer-work';
import type { LogPlace } from '../feed/cursor';
import type { Compressing } from './compressor';
import { givenName, judge, type DocumentChecker } from './document-checker';
import { toAnswer } from './execute-operation';
import { nameNulls } from './find-wrong-value';
import { isLasting, type ErrorLog } from './format-error';
import type { Limits } from './limits';
import { orderErrors } from './order-errors';
import { carryOutPaid, chargeRemembered, payFor } from './pay';
import { placeAnswer } from './place-answer';
import { factsOf } from './query-facts';
import type { AskedOperation } from './read-request';
import type { ServedOperation } from './served-operation';
import { hashOf } from './persisted-queries';
import type { KnownSender } from './session';
import { workOutFor, type Experience, type WorkedOut } from './work-out';

/** A valid query that may be executed, whoever asks it. Its document is not kept with it: it takes a hundred times as much as its text. */
export interface Question {
  /** The same for the same document, operation and variables. */
  key: string;
  source: string;
  operationName: string | undefined;
  /** The variables in JSON; empty where there are none. */
  values: string;
  /** Of the operation, where it has one. */
  name: string | undefined;
  cost: number;
  readonly experience: Experience;
}

export interface QueryAnswer {
  /** What it takes to remember it. */
  bytes: number;
  /** JSON, with a line end. */
  body: Buffer;
  /** The same as a text, where it is short: Node sends it in one piece with the head of the answer. */
  text: string | undefined;
  /** The same, compressed for those who asked so. */
  readonly coded: Map<Compressing, Buffer>;
  errors: readonly GraphQLFormattedError[] | undefined;
  /** Whether it has words in the language of the question. */
  hasWords: boolean;
  /** Undefined where it shows nothing of the log. */
  place: LogPlace | undefined;
  /** Whether the same would be answered again at the place. */
  isLasting: boolean;
}

export interface QueriesOptions {
  schema: ExecutionArgs['schema'];
  checker: DocumentChecker;
  limits: Limits;
  log: ErrorLog;
  answers: AnswersByPosition<QueryAnswer>;
}

/** Of an operation that is asked. */
export interface Asking {
  sender: KnownSender;
  served: ServedOperation;
  /** Aborted when the one who asks waits no longer. To be called only when there is something to wait for. */
  wait: () => AbortSignal;
  /** Bytes that had to be read to know what is asked; none where it was known by heart. */
  read: number;
}

type Found = { question: Question; errors?: never } | { question?: never; errors?: readonly GraphQLError[] };

/** Up to here, sending it in two pieces costs more than writing it once more. */
const SHORT_BYTES = 16_384;
/** Characters of the questions that are known. */
const KNOWN_CHARACTERS = 4_194_304;

export class Queries {
  private readonly known = new LRUCache<string, Question>({
    maxSize: KNOWN_CHARACTERS,
    sizeCalculation: ({ source, values }, { length }) => length + source.length + values.length + 1,
  });

  constructor(private readonly options: QueriesOptions) {}

  /** Neither a question nor errors: it is another operation, or one whose answer depends on more than the log. Throws a Problem. */
  find(asked: AskedOperation): Found {
    const { checker, schema, limits } = this.options;
    const source = checker.persisted.find(asked);
    const operationName = givenName(asked.operationName);
    const values = asked.variables == null ? '' : JSON.stringify(asked.variables);
    const key = keyOf(source, operationName, values);
    const known = this.known.get(key);
    if (known !== undefined) {
      checker.persisted.keep(source, asked);
      return { question: known };
    }
    const { document, errors } = checker.read(source);
    if (document === undefined) return { errors };
    const { isByPosition, name } = factsOf(schema, document, operationName);
    // A number that is too large for JSON would be written as null.
    if (!isByPosition || (values.includes('null') && hasEndless(asked.variables))) return {};
    const { fault, cost } = judge(schema, document, operationName, asked.variables, limits);
    if (fault !== undefined) return { errors: [fault] };
    checker.persisted.keep(source, asked);
    const question = { key, source, operationName, values, name, cost, experience: {} };
    this.known.set(key, question);
    return { question };
  }

  /** What is sent, and whether it was there. Throws what refuses the question; an answer that fails has errors. */
  async answer(question: Question, { sender, served, wait, read }: Asking): Promise<GivenAnswer<QueryAnswer>> {
    const { account } = sender;
    served.type = 'query';
    served.name = question.name;
    served.account = account;
    const workOut: WorkOut<QueryAnswer> = (working) =>
      // For as long as it takes, whether or not the one who pays waits for it.
      carryOutPaid(served, account, () =>
        workOutFor(
          sender.open(),
          this.options.limits.operationSeconds,
          (operation) => this.execute(question, operation),
          question.experience,
        )(working),
      );
    const asked: AskedQuestion<QueryAnswer> = {
      key: answerKey(question, sender),
      whose: account,
      wait,
      pay: () => {
        payFor(served, account, question.cost);
      },
      workOut,
    };
    const given = await this.options.answers.find(asked);
    if (given.origin !== 'worked_out') chargeRemembered(served, account, { read, sent: given.answer.body.length });
    return given;
  }

  /** Another coding is kept with the answer. */
  resize(key: string): void {
    this.options.answers.resize(key);
  }

  private async execute(
    { source, operationName, values }: Question,
    operation: Operation,
  ): Promise<WorkedOut<QueryAnswer>> {
    const { schema, checker, log } = this.options;
    const { document } = checker.read(source);
    if (document === undefined) throw new Error('A document was valid, and is so no longer.');
    const variables = values === '' ? undefined : (JSON.parse(values) as Record<string, unknown>);
    const args = { schema, document, operationName, variableValues: variables, contextValue: operation };
    const executed = await execute(args);
    if (operation.snapshot.fellShort) throw new Error('More was read than had been foreseen.');
    if (executed.errors !== undefined) nameNulls(schema, document, variables, executed.errors);
    const isWhole = executed.errors?.every(isLasting) ?? true;
    const formatted = toAnswer(await placeAnswer(orderErrors(executed), operation), log, operation.language);
    const written = `${JSON.stringify(formatted)}\n`;
    const body = Buffer.from(written);
    const text = body.length <= SHORT_BYTES ? written : undefined;
    const answer: QueryAnswer = {
      bytes: body.length + 2 * (text?.length ?? 0),
      body,
      text,
      coded: new Map(),
      errors: formatted.errors,
      hasWords: formatted.errors !== undefined || operation.hasSpoken,
      // What has failed in passing has read a place as well, and is not remembered by it.
      place: operation.hasRead && isWhole ? await operation.place() : undefined,
      isLasting: isWhole,
    };
    return { answer, isWhole };
  }
}

/** Up to here a text is its own key; longer ones are known by their hash. */
const SHORT_KEY = 200;

/** Lengths keep the parts apart, whatever is in them. */
function keyOf(source: string, operationName: string | undefined, values: string): string {
  const text = `${operationName?.length ?? '-'} ${values.length} ${operationName ?? ''}${values}${source}`;
  return text.length > SHORT_KEY ? hashOf(text) : text;
}

function hasEndless(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasEndless);
}

/** Tells what is asked, and the rights and language of who asks it, from all others. */
export function answerKey(
  { key }: Pick<Question, 'key'>,
  { viewer: { path, publicTotals }, language }: Pick<KnownSender, 'viewer' | 'language'>,
): string {
  return `${path.join('.')} ${publicTotals ? 'public' : 'own'} ${language} ${key}`;
}
