/** Creates the campaign of a database that has none; a campaign that it already has must be the same. */
import { stringify } from 'safe-stable-stringify';
import type { EntityManager } from 'typeorm';
import { addDays, type Day } from '../day';
import { Problem } from '../problem';
import type { CampaignFact } from '../structure/structure-entries';
import type { CampaignFile } from './campaign-file';
import { say, type Message } from '../words/message';

/** Texts may be corrected at any time; everything was counted by the rest. */
const TEXTS = ['name', 'term', 'directive'] as const;

type Stored = Omit<CampaignFile, 'today'> & { today: Day };

const FIND = `
  SELECT name, term, directive, starts_on AS "startsOn", ends_on AS "endsOn", today, follows_clock AS "followsClock",
         level_names AS "levelNames", regions,
         coalesce((SELECT json_agg(json_build_object('level', level, 'dueOn', due_on) ORDER BY level) FROM deadline),
                  '[]') AS deadlines
    FROM campaign`;

export async function foundCampaign(
  manager: EntityManager,
  campaign: CampaignFile,
  clockDay: Day,
): Promise<'made' | 'changed' | 'unchanged'> {
  const [stored] = await manager.query<Stored[]>(FIND);
  if (stored === undefined) {
    await make(manager, campaign, clockDay);
    return 'made';
  }
  refuseOther(stored, campaign);
  const isSame =
    TEXTS.every((key) => stored[key] === campaign[key]) &&
    stored.followsClock === campaign.followsClock &&
    stringify([stored.levelNames, stored.regions]) === stringify([campaign.levelNames, campaign.regions]);
  if (isSame) return 'unchanged';
  const { name, term, directive, followsClock, levelNames, regions } = campaign;
  await manager.query(
    'UPDATE campaign SET name = $1, term = $2, directive = $3, follows_clock = $4, level_names = $5, regions = $6',
    [name, term, directive, followsClock, levelNames, JSON.stringify(regions)],
  );
  return 'changed';
}

export async function readCampaignFact(manager: EntityManager): Promise<CampaignFact> {
  const [stored] = await manager.query<Stored[]>(FIND);
  if (stored === undefined) throw new Error('There is no campaign.');
  return { ...stored, deadlines: stored.deadlines.map(({ level, dueOn }) => [level, dueOn] as const) };
}

async function make(manager: EntityManager, campaign: CampaignFile, clockDay: Day): Promise<void> {
  const { name, term, directive, startsOn, endsOn, followsClock, levelNames, regions, deadlines } = campaign;
  const latest = addDays(endsOn, 1);
  const today = campaign.today ?? (clockDay > latest ? latest : clockDay);
  if (today > latest) {
    const message = say`today is ${today}, more than a day after the campaign, which ends on ${endsOn}. Check the days of the campaign file.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'today' });
  }
  await manager.query(
    `INSERT INTO campaign (name, term, directive, starts_on, ends_on, today, follows_clock, level_names, regions)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [name, term, directive, startsOn, endsOn, today, followsClock, levelNames, JSON.stringify(regions)],
  );
  await manager.query(
    'INSERT INTO deadline (level, due_on) SELECT level, "dueOn" FROM jsonb_to_recordset($1) AS r (level level, "dueOn" date)',
    [JSON.stringify(deadlines)],
  );
}

/** One database holds one campaign, and past figures were counted by its window and deadlines. */
function refuseOther(stored: Stored, campaign: CampaignFile): void {
  const deadlinesOf = (one: Pick<CampaignFile, 'deadlines'>): string =>
    one.deadlines
      .map(({ level, dueOn }) => `${level} ${dueOn}`)
      .sort((a, b) => a.localeCompare(b))
      .join(', ');
  const { name, startsOn, endsOn } = stored;
  if (startsOn !== campaign.startsOn || endsOn !== campaign.endsOn) {
    throw other(name, say`a window from ${startsOn} to ${endsOn}`);
  }
  const deadlines = deadlinesOf(stored);
  if (deadlines === deadlinesOf(campaign)) return;
  throw other(name, deadlines === '' ? say`no deadlines` : say`the deadlines ${deadlines}`);
}

function other(name: string, what: Message): Problem {
  const message = say`This database already holds a campaign ("${name}"), with ${what}: the campaign file says otherwise. Use a new database for another campaign (another DATABASE_URL or DATA_DIR).`;
  return new Problem('CONFLICT', message);
}
