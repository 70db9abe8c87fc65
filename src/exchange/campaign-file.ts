/** The campaign file: name, term, directive, window and levels, as JSON. */
import { addDays, isDay, type Day } from '../day';
import { Campaign } from '../organization/campaign';
import { type Level, LEVELS } from '../organization/level';
import type { LevelNames } from '../organization/level-names';
import type { Region } from '../organization/region';
import { Problem } from '../problem';
import { requireText } from '../text/require-text';
import { shorten } from '../text/shorten';
import type { TextRule } from '../text/text-rule';
import { isStorable } from '../text/unfit-characters';
import type { ExportScope } from './export-scope';
import { readLevels, type FieldReader } from './read-levels';
import { readRegions } from './read-regions';
import { say, type Message } from '../words/message';

export interface CampaignFile {
  name: string;
  term: string;
  directive: string;
  startsOn: Day;
  endsOn: Day;
  /** The business day on which it begins here; null for today's date in Viet Nam. */
  today: Day | null;
  followsClock: boolean;
  deadlines: { level: Level; dueOn: Day }[];
  /** Of the levels that the campaign names itself. */
  levelNames: LevelNames;
  /** Those that it names. */
  regions: Region[];
}

/** What it may have; `exported` marks one that an export wrote. */
export const CAMPAIGN_KEYS = [
  'name',
  'term',
  'directive',
  'startsOn',
  'endsOn',
  'today',
  'followsClock',
  'levels',
  'regions',
  'deadlines',
  'exported',
];

/** Of its name, its term and its directive. */
export const CAMPAIGN_TEXT: TextRule = { longest: 500, lines: 'one' };

/** A term; and the days over which a log can be counted when it is restored. */
const LONGEST_DAYS = 1_827;
const MOST_DAYS_BEFORE = 731;

export function readCampaignFile(file: string, text: string): CampaignFile {
  const fields = parse(file, text);
  const unknown = Object.keys(fields).find((key) => !CAMPAIGN_KEYS.includes(key));
  if (unknown !== undefined)
    throw wrong(file, shorten(unknown), say`is not known. A campaign has ${CAMPAIGN_KEYS.slice(0, -2).join(', ')}.`);
  const read: FieldReader = {
    day: (key, value) => readDay(file, key, value),
    text: (key, value, rule) => checkText(file, key, value, { rule, isExported: 'exported' in fields }),
    wrong: (key, what) => wrong(file, key, what),
  };
  const campaign = {
    name: readText(file, fields, 'name'),
    term: readText(file, fields, 'term'),
    directive: readText(file, fields, 'directive'),
    startsOn: readDay(file, 'startsOn', fields['startsOn']),
    endsOn: readDay(file, 'endsOn', fields['endsOn']),
    today: fields['today'] == null ? null : readDay(file, 'today', fields['today']),
    followsClock: readFlag(file, fields),
    ...readLevels(fields, read),
    regions: readRegions(fields, read),
  };
  if (campaign.startsOn > campaign.endsOn) {
    throw wrong(file, 'endsOn', say`is ${campaign.endsOn}, before startsOn, ${campaign.startsOn}. Check both.`);
  }
  if (campaign.endsOn > addDays(campaign.startsOn, LONGEST_DAYS)) {
    throw wrong(file, 'endsOn', say`is ${campaign.endsOn}, more than five years after startsOn. Check both.`);
  }
  if (campaign.today !== null && campaign.today < addDays(campaign.startsOn, -MOST_DAYS_BEFORE)) {
    throw wrong(file, 'today', say`is ${campaign.today}, more than two years before startsOn. Check both.`);
  }
  return campaign;
}

function parse(file: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`${file} is not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}. Fix it there.`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Problem(
    'BAD_USER_INPUT',
    say`${file} does not hold a campaign: it must be one object with name, term, startsOn ….`,
  );
}

function readText(file: string, fields: Record<string, unknown>, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string')
    throw wrong(file, key, say`is missing. Give a text of 1 to ${CAMPAIGN_TEXT.longest} characters.`);
  return checkText(file, key, value, { rule: CAMPAIGN_TEXT, isExported: 'exported' in fields });
}

/** An export has texts as a database held them, which may be older than the rules. */
function checkText(file: string, key: string, value: unknown, by: { rule: TextRule; isExported: boolean }): string {
  if (typeof value !== 'string') throw wrong(file, key, say`must be a text of 1 to ${by.rule.longest} characters.`);
  if (by.isExported && value !== '' && isStorable(value)) return value;
  try {
    return requireText(value, by.rule, key);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, say`${file}: ${error.said}`, error.details) : error;
  }
}

function readDay(file: string, key: string, value: unknown): Day {
  if (typeof value === 'string' && isDay(value)) return value;
  const what =
    value === undefined
      ? say`is missing. Write a day such as "2020-02-28".`
      : say`is ${shorten(JSON.stringify(value))}. Write a day such as "2020-02-28".`;
  throw wrong(file, key, what);
}

function readFlag(file: string, { followsClock = true }: Record<string, unknown>): boolean {
  if (typeof followsClock === 'boolean') return followsClock;
  throw wrong(file, 'followsClock', say`must be true or false.`);
}

function wrong(file: string, key: string, what: Message): Problem {
  return new Problem('BAD_USER_INPUT', say`${file}: ${key} ${what}`, { argument: key });
}

/** With the position at which it was read, and the time. */
export async function exportCampaign({ snapshot, moment }: ExportScope, at: Date): Promise<string> {
  const { campaign, head } = moment;
  const { name, term, directive, levelNames, regions } = await snapshot.read((manager) =>
    manager.findOneByOrFail(Campaign, { id: 1 }),
  );
  const { startsOn, endsOn, today, followsClock } = campaign;
  const levels = LEVELS.flatMap((level) => {
    const dueOn = campaign.deadlines.get(level);
    const named = levelNames[level];
    if (dueOn === undefined && named === undefined) return [];
    return [{ level, name: named?.name, nameEn: named?.nameEn ?? undefined, dueOn }];
  });
  const named =
    regions.length === 0
      ? {}
      : { regions: regions.map(({ code, name, nameEn }) => ({ code, name, nameEn: nameEn ?? undefined })) };
  const exported = { position: head.position, at };
  const file = { name, term, directive, startsOn, endsOn, today, followsClock, levels, ...named, exported };
  return `${JSON.stringify(file, null, 2)}\n`;
}
