/** What the server has recorded so far: its business day, what was decided on it, and how far each body is. */
import type { Day } from '../day';
import type { PlayedDecision } from './arrange-year';
import type { Api } from './open-api';

export interface ServedCampaign {
  name: string;
  term: string;
  directive: string;
  endsOn: Day;
  /** The business day. */
  today: Day;
}

export async function readServedCampaign(api: Api): Promise<ServedCampaign | null> {
  const document = 'query Campaign { campaign { name term directive endsOn today } }';
  return (await api.ask<{ campaign: ServedCampaign | null }>(document)).campaign;
}

export async function readToday(api: Api): Promise<Day> {
  return (await api.ask<{ viewer: { today: Day } }>('query Today { viewer { today } }')).viewer.today;
}

interface RecordedPage {
  events: {
    edges: { node: { kind: string; organization: { code: string } | null } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const RECORDED = `query Recorded($on: Date!, $after: Cursor) {
  events(on: $on, after: $after, first: 200, kinds: [CONGRESS_COMPLETED, CONGRESS_POSTPONED, CONGRESS_RESCHEDULED]) {
    edges { node { kind organization { code } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Those of the day's decisions that are not recorded yet. No congress has two on one day (`test/replay/arrange-year.test.ts`). */
export async function listLeft(api: Api, on: Day, decisions: readonly PlayedDecision[]): Promise<PlayedDecision[]> {
  const recorded = new Set<string>();
  for (let after: string | null = null; ;) {
    const { events }: RecordedPage = await api.ask<RecordedPage>(RECORDED, { on, after });
    for (const { node } of events.edges) recorded.add(`${node.kind} ${node.organization?.code ?? ''}`);
    after = events.pageInfo.endCursor;
    if (!events.pageInfo.hasNextPage) break;
  }
  return decisions.filter(({ kind, organization }) => !recorded.has(`CONGRESS_${kind} ${organization}`));
}

const COMPLETED = `query Completed($organizations: [String!]!) {
  progressOf(organizations: $organizations) { completed }
}`;

/** How many congresses are held in each of these branches. */
export async function readCompleted(api: Api, organizations: readonly string[]): Promise<Map<string, number>> {
  if (organizations.length === 0) return new Map();
  const { progressOf } = await api.ask<{ progressOf: { completed: number }[] }>(COMPLETED, { organizations });
  return new Map(organizations.map((code, index) => [code, progressOf[index]?.completed ?? 0]));
}

export interface LevelCount {
  level: string;
  planned: number;
  completed: number;
}

/** From the top level down. */
export async function readServedLevels(api: Api): Promise<LevelCount[]> {
  const document = 'query Levels { progress { byLevel { level planned completed } } }';
  return (await api.ask<{ progress: { byLevel: LevelCount[] } }>(document)).progress.byLevel;
}
