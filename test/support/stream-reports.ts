/** Reports one congress after another, from several writers at once, for as long as there is a server. */
import {
  CongressesDocument,
  ReportCongressCompletedDocument,
  type CongressesQuery,
  type CongressesQueryVariables,
  type Level,
} from '../generated/operations';
import { post, requireData } from './start-test-app';

export interface ReportStream {
  /** The position of each report that was answered, by the organization's code. */
  answered: Map<string, number>;
  /** Answers that were neither a success nor UNAVAILABLE. */
  refused: string[];
  /** Resolves when so many were answered; rejects when the stream is over before. */
  waitFor: (count: number) => Promise<void>;
  /** Resolves when all are sent, or the server is gone. */
  done: Promise<void>;
}

export const HELD_ON = '2020-02-28';

/** The same report has the same idempotency key, whoever sends it again. */
function reportOf(code: string): { organization: string; heldOn: string; idempotencyKey: string } {
  return { organization: code, heldOn: HELD_ON, idempotencyKey: `report ${code}` };
}

export function streamReports(url: string, token: string, codes: readonly string[], writers = 8): ReportStream {
  const answered = new Map<string, number>();
  const refused: string[] = [];
  const left = [...codes];
  let isOver = false;
  let look: () => void = () => undefined;
  const write = async (): Promise<void> => {
    for (let code = left.shift(); code !== undefined; code = left.shift()) {
      const answer = await post(url, ReportCongressCompletedDocument, { input: reportOf(code) }, token).catch(
        () => undefined,
      );
      const report = answer?.data?.reportCongressCompleted;
      const error = answer?.errors?.[0];
      if (report != null) answered.set(code, report.position);
      else if (answer === undefined || error?.extensions?.['code'] === 'UNAVAILABLE') return;
      else refused.push(`${code}: ${JSON.stringify(answer)}`);
      look();
    }
  };
  const done = Promise.all(Array.from({ length: writers }, write)).then(() => {
    isOver = true;
    look();
  });
  const waitFor = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (answered.size >= count) resolve();
        else if (isOver) reject(new Error(`Over after ${answered.size} of ${count} answers: ${refused.join('; ')}`));
      };
      look();
    });
  return { answered, refused, waitFor, done };
}

export interface Wanted {
  within?: string;
  level?: Level;
  pilot?: boolean;
}

/** Codes of organizations whose congress is still to be held, as many as asked for. */
export async function findPlanned(
  url: string,
  token: string | null,
  count: number,
  { within = 'VN', level = 'GRASSROOTS', pilot }: Wanted = {},
): Promise<string[]> {
  const codes: string[] = [];
  let after: string | null = null;
  while (codes.length < count) {
    const first = Math.min(200, count - codes.length);
    const variables: CongressesQueryVariables = {
      within,
      level,
      pilot: pilot ?? null,
      status: 'PLANNED' as const,
      first,
      after,
    };
    const { congresses }: CongressesQuery = requireData(await post(url, CongressesDocument, variables, token));
    codes.push(...(congresses?.edges ?? []).map(({ node }) => node.organization.code));
    after = congresses?.pageInfo.endCursor ?? null;
    if (congresses?.pageInfo.hasNextPage !== true) break;
  }
  if (codes.length < count) throw new Error(`${within} has only ${codes.length} of ${count} such congresses.`);
  return codes;
}
