/** Questions that were answered before and come again: they are answered before Fastify takes them, and whatever is not just that is handed on to it as it came. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { CONTENT_LANGUAGE } from './answer-language';
import { answerKey, type Queries, type QueryAnswer, type Question } from './answer-queries';
import { findRepeated } from './admit-request';
import { addressOf } from './client-address';
import { LEAST_BYTES } from './complete-answers';
import type { Compressor } from './compressor';
import { ANSWER_TYPES, chooseLanguage, chooseType } from './negotiate';
import { isAllowedHost, type OriginRules } from './origins';
import { budgetHeaders, chargeRemembered } from './pay';
import { stashBody } from './read-body';
import { requestIdOf } from './request-id';
import { answerVaries } from './send-answer';
import { carryOut, receive, settle } from './served-operation';
import type { KnownSender, Recall } from './session';
import type { Limits } from './limits';
import type { Turns } from '../process/turns';

export interface FastLaneOptions {
  queries: Queries;
  recall: Recall;
  origins: OriginRules;
  compressor: Compressor;
  turns: Turns;
  limits: Pick<Limits, 'bodyBytes' | 'messageBytes'>;
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
      const sender = server.listening ? this.admit(request) : undefined;
      if (sender === undefined) handOn();
      else this.read(request, response, sender, handOn);
    });
  }

  /** What a body has turned out to ask. */
  learn(body: Buffer, question: Question): void {
    this.questions.set(body.toString('latin1'), question);
  }

  /** Who asks, where nothing about the request has to be looked at any closer. */
  private admit({ method, url, headers, rawHeaders, socket }: IncomingMessage): KnownSender | undefined {
    const { options } = this;
    if (method !== 'POST' || url !== '/graphql') return undefined;
    const { 'content-type': type = '', 'content-length': length, host, authorization } = headers;
    const isUsual = USUAL_TYPES.has(type) && UNUSUAL.every((name) => headers[name] === undefined);
    if (!isUsual || !(Number(length) <= this.mostBytes) || options.turns.isOver) return undefined;
    if (host === undefined || !isAllowedHost(host, options.origins)) return undefined;
    if (findRepeated(rawHeaders) !== undefined) return undefined;
    const language = chooseLanguage(headers['accept-language']);
    return options.recall({ authorization, language, address: addressOf({ socket, headers }) });
  }

  private read(request: IncomingMessage, response: ServerResponse, sender: KnownSender, next: () => void): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const [only] = chunks;
      const body = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
      const handOn = (): void => {
        stashBody(request, body);
        next();
      };
      const question = this.questions.get(body.toString('latin1'));
      if (question === undefined) handOn();
      else this.answer({ request, response, sender, question }, handOn);
    });
  }

  private answer(asked: Asked, handOn: () => void): void {
    const found = this.options.queries.recall(answerKey(asked.question, asked.sender));
    const send = (answer: QueryAnswer | undefined): void => {
      if (answer === undefined || !this.send(asked, answer)) handOn();
    };
    if (found instanceof Promise) found.then(send, handOn);
    else send(found);
  }

  /** Whether it was sent: not where it would have to be compressed first, or is not taken in that form. */
  private send({ request, response, sender, question }: Asked, answer: QueryAnswer): boolean {
    const { headers } = request;
    const type = chooseType(headers.accept, ANSWER_TYPES);
    const isWorthwhile = answer.body.length >= LEAST_BYTES;
    const [coding] = this.options.compressor.codingsFor(headers['accept-encoding'], isWorthwhile);
    if (type === undefined || coding === undefined) return false;
    const body = coding === 'identity' ? (answer.text ?? answer.body) : answer.coded.get(coding);
    if (body === undefined) return false;
    const requestId = requestIdOf(request);
    const origin = { transport: 'http', headers, address: addressOf(request), requestId } as const;
    const operation = receive(origin, sender.viewer.subject);
    operation.type = 'query';
    operation.name = question.name;
    operation.account = sender.account;
    void carryOut(operation, () => {
      chargeRemembered(operation, sender.account);
      settle(operation, answer.errors);
      response.writeHead(200, {
        'x-request-id': requestId,
        'x-content-type-options': 'nosniff',
        vary: `Origin, ${answerVaries(answer)}`,
        ...budgetHeaders(sender.account),
        'cache-control': 'no-store',
        'content-type': `${type}; charset=utf-8`,
        ...(answer.hasWords ? { [CONTENT_LANGUAGE]: sender.language } : {}),
        ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
        'content-length': coding === 'identity' ? answer.body.length : body.length,
      });
      response.end(body);
      return Promise.resolve();
    });
    return true;
  }
}

interface Asked {
  request: IncomingMessage;
  response: ServerResponse;
  sender: KnownSender;
  question: Question;
}
