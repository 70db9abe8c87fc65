/** What decisions need to know of the campaign: its window, its deadlines and the business day. */
import type { Snapshot } from '../database/snapshot';
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { noteAnswerPlace } from '../feed/answer-place';
import type { LogPlace } from '../feed/cursor';
import { Problem } from '../problem';
import type { Level } from './level';
import { say } from '../words/message';

export interface CampaignFacts {
  startsOn: Day;
  endsOn: Day;
  /** The business day. */
  today: Day;
  /** Whether the business day turns by itself with the calendar. */
  followsClock: boolean;
  deadlines: ReadonlyMap<Level, Day>;
}

/** The moment that an answer shows: the campaign and the end of the log, read together. */
export interface Moment {
  campaign: CampaignFacts;
  head: LogPlace;
}

type MomentRow = Omit<CampaignFacts, 'deadlines'> & LogPlace & { deadlines: { level: Level; dueOn: Day }[] | null };

const MOMENT = `
  SELECT starts_on AS "startsOn", ends_on AS "endsOn", today, follows_clock AS "followsClock", epoch, position, mark,
         (SELECT json_agg(json_build_object('level', level, 'dueOn', due_on)) FROM deadline) AS deadlines
    FROM campaign CROSS JOIN log_head`;

async function readMoment(manager: EntityManager): Promise<Moment> {
  const [row] = await manager.query<MomentRow[]>(MOMENT);
  if (row === undefined) {
    throw new Problem(
      'UNAVAILABLE',
      say`This database holds no campaign yet. Load one, for example with \`giaoban demo\`.`.inFiles(
        say`This database holds no campaign yet. Import its campaign file (.json) first, or together with the other files.`,
      ),
    );
  }
  const { epoch, position, mark, deadlines, ...campaign } = row;
  const byLevel = new Map(deadlines?.map(({ level, dueOn }) => [level, dueOn]));
  return { campaign: { ...campaign, deadlines: byLevel }, head: { epoch, position, mark } };
}

export async function readCampaign(manager: EntityManager): Promise<CampaignFacts> {
  return (await readMoment(manager)).campaign;
}

export function deadlineOf(campaign: CampaignFacts, level: Level): Day | null {
  return campaign.deadlines.get(level) ?? null;
}

/** Use as `snapshot.once(momentOf)`. */
export async function momentOf(snapshot: Snapshot): Promise<Moment> {
  const moment = await snapshot.read(readMoment);
  noteAnswerPlace(snapshot, moment.head);
  return moment;
}
