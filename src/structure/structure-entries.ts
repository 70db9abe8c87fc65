/** Entries of the log about the campaign and its organizations: one for each change, with the whole of it as of then. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { append, takePositions, type NewEntry } from '../feed/log';
import type { Level, OrganizationKind } from '../organization/level';
import type { LevelNames } from '../organization/level-names';
import type { Region } from '../organization/region';
import type { StructureKind } from '../organization/structure-kinds';

/** Who records an entry, and when. */
export interface Author {
  /** The business day. */
  day: Day;
  actor: string | null;
}

/** The facts of a campaign; its business day is that of the entry. */
export interface CampaignFact {
  name: string;
  term: string;
  directive: string;
  startsOn: Day;
  endsOn: Day;
  followsClock: boolean;
  deadlines: Iterable<readonly [Level, Day]>;
  /** Of the levels that it names itself. */
  levelNames?: LevelNames;
  regions?: readonly Region[];
}

export interface OrganizationFact {
  code: string;
  /** Code of the organization above. */
  parent: string | null;
  name: string;
  nameEn: string | null;
  level: Level;
  kind: OrganizationKind;
  region: string | null;
}

/** An organization with its place in the tree. */
export type PlacedFact = OrganizationFact & { id: number; path: readonly number[] };

export function bodyOfCampaign(campaign: CampaignFact): Record<string, unknown> {
  const { name, term, directive, startsOn, endsOn, followsClock, deadlines, levelNames = {}, regions = [] } = campaign;
  const days = { starts_on: startsOn, ends_on: endsOn, deadlines: Object.fromEntries(deadlines) };
  // Without them as before there were any: such an entry says the same in every version.
  const named = {
    ...(Object.keys(levelNames).length === 0 ? {} : { level_names: levelNames }),
    ...(regions.length === 0 ? {} : { regions }),
  };
  return { name, term, directive, ...days, follows_clock: followsClock, ...named };
}

export function bodyOfOrganization(fact: OrganizationFact): Record<string, unknown> {
  const { code, parent, name, nameEn, level, kind, region } = fact;
  return { code, parent, name, name_en: nameEn, level, kind, region };
}

/** It concerns everyone. */
export function campaignEntry(verb: 'FOUNDED' | 'CHANGED', campaign: CampaignFact, author: Author): NewEntry {
  return toEntry(`CAMPAIGN.${verb}`, author, { recordId: null, path: [], body: bodyOfCampaign(campaign) });
}

export function organizationEntry(verb: 'FOUNDED' | 'RENAMED', fact: PlacedFact, author: Author): NewEntry {
  const { id: recordId, path } = fact;
  return toEntry(`ORGANIZATION.${verb}`, author, { recordId, path: [...path], body: bodyOfOrganization(fact) });
}

/** One for a whole file of organizations, before anything else has happened. */
export function treeEntry(count: number, author: Author): NewEntry {
  return toEntry('ORGANIZATION.TREE_FOUNDED', author, { recordId: null, path: [], body: { count } });
}

/** Only what counts congresses has totals. */
function toEntry(kind: StructureKind, author: Author, what: Pick<NewEntry, 'recordId' | 'path' | 'body'>): NewEntry {
  return { ...author, kind, reason: null, labels: [], totals: [], ...what };
}

/** Entries in one statement. */
const PORTION = 2_000;

export async function recordStructure(manager: EntityManager, entries: readonly NewEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += PORTION) {
    const portion = entries.slice(start, start + PORTION);
    await append(manager, await takePositions(manager, portion.length), portion);
  }
}
