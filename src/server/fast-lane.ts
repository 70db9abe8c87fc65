/** Questions that came before and come again, of senders who are known: they are answered before Fastify takes them. Whatever is not just that is handed on to it as it came. */
import { performance } from 'node:perf_hooks';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { CONTENT_LANGUAGE } from './answer-language';
import { answerKey, type Queries, type QueryAnswer, type Question } from './answer-queries';
import { findRepeated } from './admit-request';
import { RequestCallOff } from './call-off';
import { addressOf } from './client-address';
import { toGraphQLError, type ErrorLog } from './format-error';
import type { Compressor } from './compressor';
import { ANSWER_TYPES, chooseLanguage, chooseType } from './negotiate';
import { isAllowedHost, type OriginRules } from './origins';
import { budgetHeaders, chargeRemembered, retryHeaders } from './pay';
import { statusOfRefused, writeRefused } from './refused-operation';
import { stashBody } from './read-body';
import { requestIdOf } from './request-id';
import { answerVaries, representIn, codingsOf } from './send-answer';
import { carryOut, receive, settle, type ServedOperation } from './served-operation';
import type { KnownSender, Recall } from './session';
import type { Limits } from './limits';
import type { Turns } from '../process/turns';

export interface FastLaneOptions {
  queries: Queries;
  recall: Recall;
  origins: OriginRules;
  compressor: Compressor;
  turns: Turns;
  limits: Pick<Limits, 'bodyBytes' | 'messageBytes' | 'operationSeconds'>;
  log: ErrorLog;
}

interface Admitted {
  sender: KnownSender;
  /** Of the answer. */
  type: string;
}

interface Asked extends Admitted {
  request: IncomingMessage;
  response: ServerResponse;
  question: Question;
  requestId: string;
  receivedAt: number;
}

/** Questions of programs are shorter. */
const MOST_BODY_BYTES = 16_384;
/** Bodies that are known by heart. */
const KNOWN_BYTES = 8_388_608;

/** Any of them makes a request one that somebody has to look at. */
const UNUSUAL = ['transfer-encoding', 'expect', 'content-encoding', 'origin', 'upgrade'] as const;
const USUAL_TYPES = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);

export class FastLane {
  private readonly questions = new LRUCache<string, Question>({
    maxSize: KNOWN_BYTES,
    sizeCalculation: (_question, { length }) => length + 1,
  });

  private readonly mostBytes: number;

  constructor(private readonly options: FastLaneOptions) {
    const { bodyBytes, messageBytes } = options.limits;
    this.mostBytes = Math.min(MOST_BODY_BYTES, bodyBytes, messageBytes);
  }

  /** In front of the only one that listens. */
  install(server: Server): void {
    const [next] = server.listeners('request') as RequestListener[];
    if (next === undefined) throw new Error('Nobody would take what the fast lane does not.');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const handOn = (): void => {
        next.call(server, request, response);
      };
      const admitted = server.listening ? this.admit(request) : undefined;
      if (admitted === undefined) handOn();
      else this.read(request, response, admitted, handOn);
    });
  }

  /** What a body has turned out to ask. */
  learn(body: Buffer, question: Question): void {
    this.questions.set(body.toString('latin1'), question);
  }

  /** Who asks, and for what type; undefined where anything about the request has to be looked at closer. */
  private admit({ method, url, headers, rawHeaders, socket }: IncomingMessage): Admitted | undefined {
    const { origins, turns, compressor, recall } = this.options;
    if (method !== 'POST' || url !== '/graphql' || turns.isOver) return undefined;
    const { 'content-type': sent = '', 'content-length': length, host, authorization } = headers;
    const isUsual = USUAL_TYPES.has(sent) && UNUSUAL.every((name) => headers[name] === undefined);
    if (!isUsual || !(Number(length) <= this.mostBytes) || findRepeated(rawHeaders) !== undefined) return undefined;
    if (host === undefined || !isAllowedHost(host, origins)) return undefined;
    const type = chooseType(headers.accept, ANSWER_TYPES);
    if (type === undefined || compressor.codingsFor(headers['accept-encoding'], true).length === 0) return undefined;
    const language = chooseLanguage(headers['accept-language']);
    const sender = recall({ authorization, language, address: addressOf({ socket, headers }) });
    return sender && { sender, type };
  }

  private read(request: IncomingMessage, response: ServerResponse, admitted: Admitted, next: () => void): void {
    const receivedAt = performance.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const [only] = chunks;
      const body = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
      const question = this.questions.get(body.toString('latin1'));
      if (question !== undefined) {
        this.answer({ ...admitted, request, response, question, requestId: requestIdOf(request), receivedAt });
        return;
      }
      stashBody(request, body);
      next();
    });
  }

  /** From what is remembered; or once for all who ask the same, as everywhere. */
  private answer(asked: Asked): void {
    const { question, sender, request, requestId, receivedAt } = asked;
    const { queries } = this.options;
    const { headers } = request;
    const origin = { transport: 'http', headers, address: addressOf(request), requestId } as const;
    const operation = receive(origin, sender.viewer.subject, receivedAt);
    operation.type = 'query';
    operation.name = question.name;
    operation.account = sender.account;
    const answered = carryOut(operation, async () => {
      const found = queries.recall(answerKey(question, sender));
      const remembered = found instanceof Promise ? await found.catch(() => undefined) : found;
      if (remembered === undefined) return this.workOut(asked, operation);
      chargeRemembered(operation, sender.account);
      return this.send(asked, operation, remembered);
    });
    answered.catch((error: unknown) => {
      this.options.log.error({ err: error }, 'An answer could not be sent.');
      asked.response.destroy();
    });
  }

  private async workOut(asked: Asked, operation: ServedOperation): Promise<void> {
    const { question, sender, request } = asked;
    const { queries, limits } = this.options;
    const callOff = new RequestCallOff({ raw: request }, operation, limits.operationSeconds);
    try {
      const wait = (): AbortSignal => callOff.begun.signal;
      const { answer } = await queries.answer(question, { session: sender.open(), served: operation, wait });
      await this.send(asked, operation, answer);
    } catch (error) {
      this.refuse(asked, operation, error);
    } finally {
      callOff.end();
    }
  }

  private async send(asked: Asked, operation: ServedOperation, answer: QueryAnswer): Promise<void> {
    const { request, response, sender, question, type } = asked;
    const { compressor, queries } = this.options;
    settle(operation, answer.errors);
    const onCoded = (): void => {
      queries.resize(answerKey(question, sender));
    };
    const [coding = 'identity'] = codingsOf(request, { answer, compressor });
    const body = await representIn({ answer, compressor, onCoded }, coding);
    response.writeHead(200, {
      ...headOf(asked),
      vary: `Origin, ${answerVaries(answer)}`,
      'content-type': `${type}; charset=utf-8`,
      ...(answer.hasWords ? { [CONTENT_LANGUAGE]: sender.language } : {}),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
      'content-length': coding === 'identity' ? answer.body.length : body.length,
    });
    response.end(body);
  }

  private refuse(asked: Asked, operation: ServedOperation, error: unknown): void {
    const { response, sender, type } = asked;
    const { log } = this.options;
    const errors = [toGraphQLError(error)];
    settle(operation, errors);
    const status = statusOfRefused(errors);
    const body = writeRefused(errors, log, sender.language);
    response.writeHead(status, {
      ...headOf(asked),
      vary: 'Origin, accept, authorization, accept-language',
      'content-type': `${type}; charset=utf-8`,
      [CONTENT_LANGUAGE]: sender.language,
      ...retryHeaders(status, sender.account),
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }
}

function headOf({ requestId, sender }: Asked) {
  return {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    ...budgetHeaders(sender.account),
    'cache-control': 'no-store',
  };
}
