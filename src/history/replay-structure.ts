/** Replays what a log says of the campaign and its organizations: each entry must fit what this database has. Pure. */
import { stringify } from 'safe-stable-stringify';
import { LEVELS } from '../organization/level';
import type { Problem } from '../problem';
import { bodyOfCampaign, bodyOfOrganization, type CampaignFact, type PlacedFact } from '../structure/structure-entries';
import { shorten } from '../text/shorten';
import { unfit, type StructureEventRow } from './event-row';
import type { RecordedEntry } from './recorded-history';

/** What may be corrected later; the rest of a body stays as it was founded. */
const TEXTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  term: isText,
  directive: isText,
  name_en: (value) => value === null || isText(value),
  region: (value) => value === null || isText(value),
  follows_clock: (value) => typeof value === 'boolean',
  level_names: isLevelNames,
  regions: isRegions,
};

/** As a database has held it: it may be older than the rules. That it can be stored at all was checked before. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** An event, and the organization that it is of. */
export interface StructureChange {
  event: StructureEventRow;
  of: PlacedFact | null;
}

export class ReplayedStructure {
  /** The newest event of each organization, by its code, and of the campaign. */
  private readonly newest = new Map<string | null, StructureEventRow>();
  /** Organizations to which something has happened, or to one below them. */
  private readonly touched = new Set<number>();
  private isFounding = true;

  constructor(
    private readonly campaign: CampaignFact,
    private readonly organizations: ReadonlyMap<string, PlacedFact>,
  ) {}

  /** Notes an event of any other kind; its path is empty when it concerns everyone. */
  pass(path: readonly number[]): void {
    this.isFounding = false;
    for (const id of path) this.touched.add(id);
  }

  /** Takes the next event; a Problem says why it cannot follow. */
  take(event: StructureEventRow, of: PlacedFact | null): void {
    const { kind } = event;
    if (kind === 'ORGANIZATION.TREE_FOUNDED') this.takeTree(event);
    else if (kind === 'CAMPAIGN.FOUNDED' || kind === 'CAMPAIGN.CHANGED') this.takeCampaign(event);
    else this.takeOrganization(event, of);
  }

  /** The newest event of something that differs from what this database has; undefined when all are equal. */
  findMisfit(): { event: StructureEventRow; problem: Problem } | undefined {
    for (const [code, event] of this.newest) {
      const here = code === null ? this.bodyOfCampaign() : this.bodyOf(code);
      const there = code === null ? withNames(event.record) : event.record;
      const key = Object.keys(here).find((each) => stringify(here[each]) !== stringify(there[each]));
      if (key === undefined) continue;
      const place = code === null ? 'campaign file' : 'file of organizations';
      const difference = `the ${place} has the ${key} ${shown(here[key])}, but this, its last event, has ${shown(there[key])}`;
      return { event, problem: unfit(event, difference, 'record') };
    }
    return undefined;
  }

  private takeTree(event: StructureEventRow): void {
    requireNowhere(event);
    requireKeys(event, ['count']);
    const { count } = event.record;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
      throw unfit(event, 'its count is not a whole number above 0', 'record');
    if (this.isFounding) return;
    throw unfit(
      event,
      'something else happened before it, and from then on each organization has an event of its own',
      'eventKind',
    );
  }

  private takeCampaign(event: StructureEventRow): void {
    requireNowhere(event);
    if (event.kind === 'CAMPAIGN.FOUNDED' && event.position !== 1) {
      throw unfit(event, 'a campaign is founded at position 1', 'eventKind');
    }
    requireBody({ ...event, record: withNames(event.record) }, this.bodyOfCampaign());
    this.newest.set(null, event);
  }

  private takeOrganization(event: StructureEventRow, of: PlacedFact | null): void {
    if (of === null) throw unfit(event, 'it does not name an organization', 'organization');
    if (event.kind === 'ORGANIZATION.FOUNDED' && this.touched.has(of.id)) {
      throw unfit(event, `something happened at or below ${of.code} before it`, 'eventKind');
    }
    for (const id of of.path) this.touched.add(id);
    requireBody(event, bodyOfOrganization(of));
    this.newest.set(of.code, event);
  }

  private bodyOfCampaign(): Record<string, unknown> {
    return withNames(bodyOfCampaign(this.campaign));
  }

  private bodyOf(code: string): Record<string, unknown> {
    const fact = this.organizations.get(code);
    if (fact === undefined) throw new Error(`The organization ${code} is missing.`);
    return bodyOfOrganization(fact);
  }
}

/** A body without names of levels and regions is of a campaign that names none, or of before there were any. */
function withNames(body: Record<string, unknown>): Record<string, unknown> {
  return { level_names: {}, regions: [], ...body };
}

function isLevelNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const known: readonly string[] = LEVELS;
  return Object.entries(value).every(([level, given]) => {
    const { name, nameEn } = (given ?? {}) as { name?: unknown; nameEn?: unknown };
    return known.includes(level) && isText(name) && (nameEn === null || isText(nameEn));
  });
}

function isRegions(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((given: { code?: unknown; name?: unknown; nameEn?: unknown } | null) => {
    const { code, name, nameEn } = given ?? {};
    return isText(code) && isText(name) && (nameEn === null || isText(nameEn));
  });
}

function requireNowhere(event: StructureEventRow): void {
  if (event.organization === null) return;
  throw unfit(event, 'it concerns everyone, not one organization: the cell must be empty', 'organization');
}

function requireKeys(event: StructureEventRow, keys: readonly string[]): void {
  const given = Object.keys(event.record);
  const unknown = given.find((key) => !keys.includes(key));
  if (unknown !== undefined) throw unfit(event, `"${shorten(unknown)}" does not belong to it`, 'record');
  const absent = keys.find((key) => !given.includes(key));
  if (absent !== undefined) throw unfit(event, `"${absent}" is not in it`, 'record');
}

/** Texts may have been different then; what never changes must be as it is here. */
function requireBody(event: StructureEventRow, here: Record<string, unknown>): void {
  requireKeys(event, Object.keys(here));
  for (const [key, value] of Object.entries(event.record)) {
    const isFit = TEXTS[key]?.(value) ?? stringify(value) === stringify(here[key]);
    if (isFit) continue;
    throw unfit(
      event,
      key in TEXTS ? `"${key}" cannot be ${shown(value)}` : `"${key}" is ${shown(value)}, but ${shown(here[key])} here`,
      'record',
    );
  }
}

function shown(value: unknown): string {
  return shorten(stringify(value) ?? '');
}

/** Only events of congresses and of the business day have totals. */
export function toStructureEntry({ event, of }: StructureChange): RecordedEntry {
  const { position, recordedAt, day, kind, by: actor, reason, mark, record: body } = event;
  const place = { recordId: of?.id ?? null, path: [...(of?.path ?? [])] };
  return { position, recordedAt, day, kind, actor, reason, ...place, labels: [], body, totals: '{}', mark };
}
