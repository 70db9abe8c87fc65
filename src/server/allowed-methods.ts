/** Which methods an address has: 405 names them in `Allow` where another one was used, and OPTIONS is answered with them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import { RefusedRequest } from './refused-request';
import { say } from '../words/message';

interface Address {
  pattern: RegExp;
  methods: Set<string>;
}

/** After what every request gets, and before any route is added. Addresses have names for their parts (`/briefings/:name`) or are open at their end (`/o/*`), and have no other patterns. */
export function answerOtherMethods(app: FastifyInstance): void {
  const addresses = new Map<string, Address>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url === '*') return;
    const address = addresses.get(url) ?? { pattern: patternOf(url), methods: new Set(['OPTIONS']) };
    for (const each of [method].flat()) address.methods.add(each);
    addresses.set(url, address);
  });
  const methodsAt = (path: string): string[] => {
    const found = [...addresses.values()].filter(({ pattern }) => path === '*' || pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  };
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const methods = methodsAt(pathOf(request));
    if (methods.length > 0) return answerMethods(request, reply, methods);
    throw nothingHere();
  };
  app.setNotFoundHandler(answer);
  // Before a body is read that is of no use. Browsers that ask beforehand have been answered by now.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || request.method === 'OPTIONS') answer(request, reply);
    else done();
  });
}

function patternOf(url: string): RegExp {
  return new RegExp(
    `^${url
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\\\*$/, '.*')}$`,
  );
}

export function nothingHere(): Problem {
  return new Problem('NOT_FOUND', say`There is nothing at this address. The GraphQL endpoint is /graphql.`);
}

/** As routes are found: by the letters that stand for themselves. */
function pathOf({ url }: FastifyRequest): string {
  const [path = ''] = url.split('?');
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function answerMethods({ method }: FastifyRequest, reply: FastifyReply, methods: readonly string[]): FastifyReply {
  const allow = methods.join(', ');
  if (method === 'OPTIONS') return reply.status(204).header('allow', allow).send();
  // The address is right, but what it names is not there: a file, or a page of another version.
  if (methods.includes(method)) throw new Problem('NOT_FOUND', say`There is no such file here.`);
  throw new RefusedRequest(405, say`${method} is not possible here. Use one of ${allow}.`, { headers: { allow } });
}
