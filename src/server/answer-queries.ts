/** Answers queries by the place of the log: each is worked out once for all who ask it with the same rights, over whatever transport (P19, P20). */
import { execute, type DocumentNode, type ExecutionArgs, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Operation } from '../access/operation';
import { viewingRights, type Viewer } from '../access/viewer';
import type { AnswersByPosition, AskedQuestion, GivenAnswer } from '../answers/answers-by-position';
import type { Placed, WorkOut } from '../answers/answer-work';
import { whenPlaced } from '../feed/answer-place';
import type { LogPlace } from '../feed/cursor';
import { withinTime } from './call-off';
import type { Compressing } from './compressor';
import { givenName, judge, type DocumentChecker } from './document-checker';
import { toAnswer } from './execute-operation';
import { nameNulls } from './find-wrong-value';
import { isLasting, type ErrorLog } from './format-error';
import type { Limits } from './limits';
import { inOrder } from './order-errors';
import { carryOutPaid, chargeRemembered, payFor } from './pay';
import { placeAnswer } from './place-answer';
import { factsOf } from './query-facts';
import type { AskedOperation } from './read-request';
import type { ServedOperation } from './served-operation';
import type { Session } from './session';

/** A valid query that may be executed, whoever asks it. */
export interface Question {
  /** The same for the same document, operation and variables. */
  text: string;
  document: DocumentNode;
  operationName: string | undefined;
  variables: AskedOperation['variables'];
  /** Of the operation, where it has one. */
  name: string | undefined;
  cost: number;
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
  session: Session;
  served: ServedOperation;
  /** Aborted when the one who asks waits no longer. To be called only when there is something to wait for. */
  wait: () => AbortSignal;
}

type Found = { question: Question; errors?: never } | { question?: never; errors?: readonly GraphQLError[] };

/** Up to here, sending it in two pieces costs more than writing it once more. */
const SHORT_BYTES = 16_384;
/** Characters of the questions that are known; their documents are kept with those of all operations. */
const KNOWN_CHARACTERS = 4_194_304;

export class Queries {
  private readonly known = new LRUCache<string, Question>({
    maxSize: KNOWN_CHARACTERS,
    sizeCalculation: (_question, { length }) => length + 1,
  });

  constructor(private readonly options: QueriesOptions) {}

  /** Neither a question nor errors: it is another operation, or one whose answer depends on more than the log. Throws a Problem. */
  find(asked: AskedOperation): Found {
    const { checker, schema, limits } = this.options;
    const source = checker.persisted.find(asked);
    const operationName = givenName(asked.operationName);
    const text = textOf(source, operationName, asked.variables);
    const known = this.known.get(text);
    if (known !== undefined) {
      checker.persisted.keep(source, asked);
      return { question: known };
    }
    const { document, errors } = checker.read(source);
    if (document === undefined) return { errors };
    const { isByPosition, name } = factsOf(schema, document, operationName);
    if (!isByPosition) return {};
    const { fault, cost } = judge(schema, document, operationName, asked.variables, limits);
    if (fault !== undefined) return { errors: [fault] };
    checker.persisted.keep(source, asked);
    const question = { text, document, operationName, variables: asked.variables, name, cost };
    this.known.set(text, question);
    return { question };
  }

  /** What is sent, and whether it was there. Throws what refuses the question; an answer that fails has errors. */
  async answer(question: Question, { session, served, wait }: Asking): Promise<GivenAnswer<QueryAnswer>> {
    const { account } = session;
    served.type = 'query';
    served.name = question.name;
    served.account = account;
    const asked: AskedQuestion<QueryAnswer> = {
      key: answerKey(question, session),
      whose: account,
      wait,
      pay: () => {
        payFor(served, account, question.cost);
      },
      workOut: this.workOutOf(question, session),
    };
    const given = await carryOutPaid(served, account, () => this.options.answers.find(asked));
    if (given.origin !== 'worked_out') chargeRemembered(served, account);
    return given;
  }

  /** Another coding is kept with the answer. */
  resize(key: string): void {
    this.options.answers.resize(key);
  }

  /** For one whose rights are those of the session, and no more is known of them. */
  private workOutOf(question: Question, session: Session): WorkOut<QueryAnswer> {
    const { limits } = this.options;
    return ({ signal, seat, tellPlace }) =>
      withinTime(signal, limits.operationSeconds, async (ending) => {
        const asker = { whose: session.account, signal: ending };
        const rights = viewingRights(session.viewer);
        const first = await this.execute(question, session, rights, { ...asker, seat }, tellPlace);
        if (first.path === undefined) return first.placed;
        // The viewer's organization lies elsewhere by now.
        const again = await this.execute(question, session, { ...rights, path: first.path }, asker, () => undefined);
        return { ...again.placed, isLasting: false };
      });
  }

  private async execute(
    { document, operationName, variables }: Question,
    session: Session,
    rights: Viewer,
    asker: Parameters<Session['openOperation']>[1],
    tellPlace: (place: LogPlace) => void,
  ): Promise<{ placed: Placed<QueryAnswer>; path?: readonly number[] }> {
    const { schema, log } = this.options;
    const operation = session.openOperation(rights, asker);
    try {
      whenPlaced(operation.snapshot, tellPlace);
      const args = { schema, document, operationName, variableValues: variables, contextValue: operation };
      const executed = await execute(args);
      if (executed.errors !== undefined) nameNulls(schema, document, variables, executed.errors);
      const result = await placeAnswer(inOrder(executed), operation);
      const isWhole = executed.errors?.every(isLasting) ?? true;
      const place = operation.hasRead && isWhole ? await operation.place() : undefined;
      const path = operation.hasRead ? await findMoved(session, operation, isWhole) : undefined;
      const formatted = toAnswer(result, log, session.language);
      const written = `${JSON.stringify(formatted)}\n`;
      const body = Buffer.from(written);
      const text = body.length <= SHORT_BYTES ? written : undefined;
      const answer = {
        bytes: body.length + 2 * (text?.length ?? 0),
        body,
        text,
        coded: new Map<Compressing, Buffer>(),
        errors: formatted.errors,
        hasWords: formatted.errors !== undefined || operation.hasSpoken,
        place,
        isLasting: isWhole,
      };
      return { placed: { answer, place, isLasting: isWhole }, ...(path === undefined ? {} : { path }) };
    } finally {
      await operation.close();
    }
  }
}

/** Where something failed, this may fail as well, and what failed first is what is told. */
async function findMoved(session: Session, operation: Operation, isWhole: boolean) {
  const path = session.findMoved(operation);
  return isWhole ? path : path.catch(() => undefined);
}

/** Lengths keep the parts apart, whatever is in them. */
function textOf(source: string, operationName: string | undefined, variables: AskedOperation['variables']): string {
  const values = variables == null ? '' : JSON.stringify(variables);
  return `${operationName?.length ?? '-'} ${values.length} ${operationName ?? ''}${values}${source}`;
}

/** Tells what is asked, and the rights and language of who asks it, from all others. */
export function answerKey({ text }: Question, { viewer: { path, publicTotals }, language }: Session): string {
  return `${path.join('.')} ${publicTotals ? 'public' : 'own'} ${language} ${text}`;
}
