/** The page of the campaign at `/`, of an organization at `/o/01`, and its own word on an address that there is not; written before it is sent. */
import { UNITS_IN_A_MILLISECOND } from '../account/budget';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../account/account';
import type { Turns } from '../process/turns';
import type { Queries } from '../server/answer-queries';
import { nothingHere } from '../server/allowed-methods';
import { say } from '../words/message';
import { languageOfPage } from '../server/answer-language';
import { toNamedContent } from '../server/browser-page';
import { RequestCallOff } from '../server/call-off';
import { addressOf } from '../server/client-address';
import type { Compressor } from '../server/compressor';
import type { ErrorLog } from '../server/format-error';
import { addKeptFiles } from '../server/kept-files';
import type { Limits } from '../server/limits';
import { chooseType } from '../server/negotiate';
import { requireCredit } from '../server/pay';
import { RefusedRequest } from '../server/refused-request';
import { sendNamed } from '../server/send-named';
import type { Authenticate } from '../server/session';
import { askForPage, type PageSender } from './ask-for-page';
import { BUILT_DASHBOARD, type Dashboard, type WrittenPage } from './dashboard';
import { PERMISSIONS, pagePolicy } from './page-policy';
import { PageWriter } from './page-writer';
import { sendRefusal } from './send-refusal';

export interface PageRoutes {
  dashboard: Dashboard;
  /** Whether somebody without a token may read. */
  mayRead: boolean;
  hasExplorers: boolean;
  accountOf: (address: string) => Account;
  authenticate: Authenticate;
  queries: Queries;
  turns: Turns;
  compressor: Compressor;
  limits: Limits;
  log: ErrorLog;
}

/** In front of the version of the files. */
const FILES = '/page';
const METHODS = ['GET', 'HEAD'];
const VARIES = 'accept, accept-language, origin';

export function addPageRoutes(app: FastifyInstance, routes: PageRoutes): void {
  const { dashboard, compressor } = routes;
  const writer = new PageWriter(dashboard.openPage);
  const show = (request: FastifyRequest, reply: FastifyReply) => showPage(request, reply, writer, routes);
  for (const url of ['/', '/o/*']) {
    app.route({
      method: METHODS,
      url,
      handler: (request, reply) => {
        if (!wantsPage(request)) throw nothingHere();
        return show(request, reply);
      },
    });
  }
  const { version, types } = dashboard;
  addKeptFiles(app, compressor, { address: FILES, folder: BUILT_DASHBOARD_FILES, version, types });
  // An open page asks whether another one would be written now.
  app.route({
    method: METHODS,
    url: `${FILES}/version`,
    handler: (_request, reply) => reply.header('cache-control', 'no-store').type('text/plain').send(version),
  });
  // Whoever follows a broken link is told by a page, and a program in JSON.
  app.route({
    method: METHODS,
    url: '*',
    handler: async (request, reply) => {
      if (wantsPage(request)) return show(request, reply);
      // Without this route the router itself refuses what is too long for another one.
      if (hasLongPart(request.url)) throw new RefusedRequest(414, say`A part of the address is too long.`);
      reply.callNotFound();
      return reply;
    },
  });
}

/** Of a part that stands for something, as Fastify takes it. */
const LONGEST_PART = 100;

function hasLongPart(url: string): boolean {
  const [path = ''] = url.split('?');
  return path.split('/').some((part) => part.length > LONGEST_PART);
}

const BUILT_DASHBOARD_FILES = [...BUILT_DASHBOARD, 'files'];

function wantsPage({ headers: { accept } }: FastifyRequest): boolean {
  return chooseType(accept, ['application/json', 'text/html']) === 'text/html';
}

async function showPage(
  request: FastifyRequest,
  reply: FastifyReply,
  writer: PageWriter,
  routes: PageRoutes,
): Promise<FastifyReply> {
  const address = addressOf(request.raw);
  const sender = { account: routes.accountOf(address), address, language: languageOfPage(request) };
  try {
    requireCredit(sender.account);
    const page = await writePage(request, writer, sender, routes);
    return await sendPage(request, reply, page, routes.compressor);
  } catch (error) {
    return sendRefusal(reply, error, sender.language, routes.log);
  }
}

async function writePage(
  request: FastifyRequest,
  writer: PageWriter,
  sender: PageSender,
  { dashboard, mayRead, hasExplorers, turns, limits, ...answering }: PageRoutes,
): Promise<WrittenPage> {
  const { account, language } = sender;
  const { version, map } = dashboard;
  const [path = '/', ...search] = request.url.split('?');
  const asked = {
    path,
    search: search.length === 0 ? '' : `?${search.join('?')}`,
    language,
    assets: { base: `${FILES}/${version}/` },
    mayRead,
    hasExplorers,
    map,
    version,
  };
  await turns.pass(account);
  const callOff = new RequestCallOff(request, { type: 'query', hasLeft: false }, limits.operationSeconds);
  try {
    return await writer.write(asked, {
      ask: askForPage({ request, sender, callOff }, answering),
      pay: (milliseconds) => {
        account.budget.charge(milliseconds * UNITS_IN_A_MILLISECOND);
      },
    });
  } finally {
    callOff.end();
  }
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, html }: WrittenPage,
  compressor: Compressor,
): FastifyReply | Promise<FastifyReply> {
  const headers = { 'permissions-policy': PERMISSIONS };
  const content = toNamedContent({ html, policy: pagePolicy(request.headers.host), headers }, VARIES);
  if (status === 200) return sendNamed(request, reply, content, compressor);
  // Conditions are about a page that is there.
  return reply
    .status(status)
    .headers({ ...content.headers, vary: VARIES })
    .type(content.type)
    .send(html);
}
