/** `GET /briefings/2020-03.docx` and its like: briefings as files, for those who may read them in the API. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnswersByPosition } from '../answers/answers-by-position';
import { PRICE_OF_FILE } from '../briefing/price-of-briefing';
import { Language } from '../paper/content';
import { Problem } from '../problem';
import type { Compressor } from '../server/compressor';
import { whenGone } from '../server/call-off';
import { addressOf } from '../server/client-address';
import { PRICE_OF_REMEMBERED, requireCredit, tellBudget } from '../server/pay';
import { sendNamed, type NamedContent } from '../server/send-named';
import type { Authenticate, Session } from '../server/session';
import { workOutFor } from '../server/work-out';
import { FILE_FORMATS, type WritePaper } from '../press/paper-job';
import { paperKey } from '../press/paper-key';
import { disposition } from './attachment';
import { findBriefingFile, type BriefingFile, type FileRequest } from './find-briefing-file';
import { requireFit } from '../text/require-text';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import { languageOfRequest } from '../server/answer-language';

/** Nothing in a briefing needs more than its own styles, fonts and pictures. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Working out what it says, which is done for each who asks. */
const PRICE_OF_FINDING = PRICE_OF_FILE.md;

type BriefingRequest = FastifyRequest<{ Params: { name: string }; Querystring: Record<string, unknown> }>;

export interface BriefingRoute {
  authenticate: Authenticate;
  write: WritePaper;
  compressor: Compressor;
  /** How long reading what is to be written may take. */
  operationSeconds: number;
  /** What was worked out before. */
  files: AnswersByPosition<FoundFile>;
}

export function addBriefingRoute(app: FastifyInstance, route: BriefingRoute): void {
  const { authenticate, write, compressor } = route;
  app.route({
    method: ['GET', 'HEAD'],
    url: '/briefings/:name',
    handler: async (request: BriefingRequest, reply) => {
      const gone = new AbortController();
      const forget = whenGone(request, () => {
        gone.abort(new Problem('UNAVAILABLE', say`The client that asked for the document has left.`));
      });
      try {
        const session = await authenticate({
          authorization: request.headers.authorization,
          language: languageOfRequest(request),
          address: addressOf(request.raw),
        });
        const { account } = session;
        requireCredit(account);
        const file = await findFile(request, session, gone.signal, route);
        const pay = (): void => {
          account.budget.charge(PRICE_OF_FILE[file.job.format] - PRICE_OF_FINDING);
        };
        const content = contentOfFile(file, () => write(file.job, { whose: account, signal: gone.signal, pay }));
        tellBudget(reply, account);
        return await sendNamed(request, reply, content, compressor);
      } finally {
        forget();
      }
    },
  });
}

/** A file as it would be written, with nothing written yet. */
export interface FoundFile extends BriefingFile {
  /** What it takes to remember it. */
  bytes: number;
  /** The same for the same bytes. */
  key: string;
}

/** What is to be written: worked out once for all who may read it, as long as nothing has changed (P20). */
async function findFile(
  request: BriefingRequest,
  session: Session,
  signal: AbortSignal,
  { files, operationSeconds }: BriefingRoute,
): Promise<FoundFile> {
  const asked = readRequest(request);
  const { account, language, viewer } = session;
  const { answer, origin } = await files.find({
    key: JSON.stringify([asked, viewer.path, viewer.publicTotals, language]),
    whose: account,
    wait: () => signal,
    pay: () => {
      account.budget.charge(PRICE_OF_FINDING);
    },
    workOut: workOutFor(session, operationSeconds, async (operation) => ({
      answer: toFound(await findBriefingFile(operation, asked)),
      isWhole: true,
    })),
  });
  if (origin !== 'worked_out') account.budget.charge(PRICE_OF_REMEMBERED);
  return answer;
}

function toFound(file: BriefingFile): FoundFile {
  return { ...file, key: paperKey(file.job), bytes: 2 * JSON.stringify(file.job).length };
}

function readRequest({ params, query }: BriefingRequest): FileRequest {
  const [, month, ending] = /^(.*)\.([a-z]+)$/.exec(params.name) ?? [];
  const format = FILE_FORMATS.find((each) => each === ending);
  if (month === undefined || format === undefined) {
    throw new Problem('NOT_FOUND', say`There is no such file. Ask for /briefings/2020-03.docx, .html or .md.`);
  }
  requireKnown(query);
  const organization = readText(query, 'organization');
  return { month, organization, language: readLanguage(readText(query, 'language')), format };
}

/** A slip in a name would otherwise give another document than the one that was meant. */
function requireKnown(query: Record<string, unknown>): void {
  const unknown = Object.keys(query).find((each) => each !== 'organization' && each !== 'language');
  if (unknown === undefined) return;
  const name = shorten(unknown);
  const message = say`There is no parameter "${name}". A briefing takes language (vi or en) and organization (the code of one).`;
  throw new Problem('BAD_USER_INPUT', message, { argument: name });
}

function readText(query: Record<string, unknown>, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') {
    requireFit(value, name);
    return value;
  }
  throw new Problem('BAD_USER_INPUT', say`"${name}" is given more than once. Give it once.`, { argument: name });
}

const LANGUAGES = new Map([
  ['vi', Language.VI],
  ['en', Language.EN],
]);

function readLanguage(text = 'vi'): Language {
  const language = LANGUAGES.get(text.toLowerCase());
  if (language !== undefined) return language;
  throw new Problem('BAD_USER_INPUT', say`A briefing is available in vi or en.`, { argument: 'language' });
}

/** What an answer is sent with is known before anything is written. */
function contentOfFile({ name, type, key }: FoundFile, read: NamedContent['read']): NamedContent {
  const isPage = type.startsWith('text/html');
  return {
    name: key,
    type,
    // A draft follows live figures, and a token decides who may read: no cache on the way may keep it.
    caching: { 'cache-control': 'private, no-cache', vary: 'authorization, origin' },
    headers: {
      // A page is shown; everything else is saved under its name.
      'content-disposition': disposition(isPage ? 'inline' : 'attachment', name),
      ...(isPage ? { 'content-security-policy': POLICY, 'referrer-policy': 'same-origin' } : {}),
    },
    read,
  };
}
