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

export type MomentRow = Omit<CampaignFacts, 'deadlines'> &
  LogPlace & { deadlines: { level: Level; dueOn: Day }[] | null };

const DEADLINES = "(SELECT json_agg(json_build_object('level', level, 'dueOn', due_on)) FROM deadline) AS deadlines";

/** With what else is to be read in the same statement. */
export const selectMoment = (besides: readonly string[] = []): string => `
  SELECT starts_on AS "startsOn", ends_on AS "endsOn", today, follows_clock AS "followsClock", epoch, position, mark,
         ${[DEADLINES, ...besides].join(', ')}
    FROM campaign CROSS JOIN log_head`;

const MOMENT = { name: 'moment', text: selectMoment() };

function toMoment([row]: readonly MomentRow[]): Moment {
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
  return toMoment(await manager.query<MomentRow[]>(MOMENT.text)).campaign;
}

export function deadlineOf(campaign: CampaignFacts, level: Level): Day | null {
  return campaign.deadlines.get(level) ?? null;
}

/** Use as `snapshot.once(momentOf)`. */
export function momentOf(snapshot: Snapshot): Promise<Moment> {
  return momentIn(snapshot, snapshot.query<MomentRow>(MOMENT));
}

/** Of what was read with `selectMoment`. */
export async function momentIn(snapshot: Snapshot, rows: Promise<readonly MomentRow[]>): Promise<Moment> {
  const moment = toMoment(await rows);
  noteAnswerPlace(snapshot, moment.head);
  return moment;
}

/** Nearly every answer needs it in the end, be it only to say its position: it goes out with what is read first. */
export function readMomentAhead(snapshot: Snapshot): void {
  // Whoever needs it is told what is wrong.
  snapshot.once(momentOf).catch(() => undefined);
}
