/** `GET /o/01/late.xlsx` and `late.csv`: who is late below an organization, for those who may see it in the API. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnswersByPosition } from '../answers/answers-by-position';
import { OPERATION, STATEMENT } from '../api/price';
import { Problem } from '../problem';
import { languageOfPage } from '../server/answer-language';
import { whenGone } from '../server/call-off';
import { addressOf } from '../server/client-address';
import type { Compressor } from '../server/compressor';
import { PRICE_OF_REMEMBERED, requireCredit, tellBudget } from '../server/pay';
import { sendNamed, type NamedContent } from '../server/send-named';
import type { Authenticate, Session } from '../server/session';
import { workOutFor } from '../server/work-out';
import { requireFit } from '../text/require-text';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import { disposition } from './attachment';
import { findLateList, LATE_FORMATS, type LateFile, type LateFormat, type LateRequest } from './find-late-list';

type LateListRequest = FastifyRequest<{ Params: { code: string }; Querystring: Record<string, unknown> }>;

export interface LateRoute {
  authenticate: Authenticate;
  compressor: Compressor;
  /** How long reading and writing may take. */
  operationSeconds: number;
  /** Lists that were written before. */
  lists: AnswersByPosition<LateFile>;
}

/** To find the organization, count the rows and find the first of them; a list of a part of the country is sorted by itself. */
const PRICE_OF_LIST = OPERATION + 10 * STATEMENT;
/** Units to read a row and write it: 50 µs were measured. */
const PRICE_OF_ROW = 6;

const TYPES: Readonly<Record<LateFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export function addLateRoute(app: FastifyInstance, route: LateRoute): void {
  for (const format of LATE_FORMATS) {
    app.route({
      method: ['GET', 'HEAD'],
      url: `/o/:code/late.${format}`,
      handler: async (request: LateListRequest, reply) => {
        const gone = new AbortController();
        const forget = whenGone(request, () => {
          gone.abort(new Problem('UNAVAILABLE', say`The client that asked for the list has left.`));
        });
        try {
          const { authorization } = request.headers;
          const language = languageOfPage(request);
          const session = await route.authenticate({ authorization, language, address: addressOf(request.raw) });
          requireCredit(session.account);
          const asked = { code: readCode(request), format, language };
          const file = await findList(asked, session, gone.signal, route);
          tellBudget(reply, session.account);
          return await sendNamed(request, reply, contentOf(file, format), route.compressor);
        } finally {
          forget();
        }
      },
    });
  }
}

/** Written once for all who may see it, as long as nothing has changed (P20). */
async function findList(
  asked: LateRequest,
  session: Session,
  signal: AbortSignal,
  { lists, operationSeconds }: LateRoute,
): Promise<LateFile> {
  const { account, viewer } = session;
  const { answer, origin } = await lists.find({
    key: JSON.stringify([asked, viewer.path, viewer.publicTotals]),
    whose: account,
    wait: () => signal,
    pay: () => {
      account.budget.charge(PRICE_OF_LIST);
    },
    workOut: workOutFor(session, operationSeconds, async (operation) => {
      const take = (rows: number): void => {
        account.budget.charge(rows * PRICE_OF_ROW);
      };
      return { answer: await findLateList(operation, asked, take), isWhole: true };
    }),
  });
  if (origin !== 'worked_out') account.budget.charge(PRICE_OF_REMEMBERED);
  return answer;
}

/** A slip in a name would otherwise give another list than the one that was meant. */
function readCode({ params: { code }, query }: LateListRequest): string {
  const unknown = Object.keys(query).find((each) => each !== 'lang');
  if (unknown !== undefined) {
    const name = shorten(unknown);
    const message = say`There is no parameter "${name}". A list of who is late takes lang (vi or en).`;
    throw new Problem('BAD_USER_INPUT', message, { argument: name });
  }
  requireFit(code, 'code');
  return code;
}

function contentOf({ name, content, key, position }: LateFile, format: LateFormat): NamedContent {
  return {
    name: key,
    type: TYPES[format],
    // A token decides who may read: no cache on the way may keep it.
    caching: { 'cache-control': 'private, no-cache', vary: 'authorization, accept-language, origin' },
    headers: { 'content-disposition': disposition('attachment', name), 'x-position': String(position) },
    read: () => Promise.resolve(content),
  };
}
