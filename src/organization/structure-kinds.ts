/** What can happen to the campaign and to its organizations, and the kinds of the entries of the log that tell of it. */

export enum CampaignEventKind {
  FOUNDED = 'FOUNDED',
  CHANGED = 'CHANGED',
}

export enum OrganizationEventKind {
  FOUNDED = 'FOUNDED',
  RENAMED = 'RENAMED',
  TREE_FOUNDED = 'TREE_FOUNDED',
  CLOSED = 'CLOSED',
  REOPENED = 'REOPENED',
}

/** Those that an import writes; closings are records. */
export type StructureKind =
  | `CAMPAIGN.${CampaignEventKind}`
  | `ORGANIZATION.${Exclude<OrganizationEventKind, OrganizationEventKind.CLOSED | OrganizationEventKind.REOPENED>}`;

export const CAMPAIGN_KINDS = ['CAMPAIGN.FOUNDED', 'CAMPAIGN.CHANGED'] as const satisfies readonly StructureKind[];

const TREE_KINDS = [
  'ORGANIZATION.FOUNDED',
  'ORGANIZATION.RENAMED',
  'ORGANIZATION.TREE_FOUNDED',
] as const satisfies readonly StructureKind[];

/** All that happens to organizations. */
export const ORGANIZATION_KINDS: readonly string[] = [...TREE_KINDS, 'CLOSURE.CLOSED', 'CLOSURE.REOPENED'];

const STRUCTURE_KINDS: readonly string[] = [...CAMPAIGN_KINDS, ...TREE_KINDS];

export function isOfStructure(kind: string): kind is StructureKind {
  return STRUCTURE_KINDS.includes(kind);
}

/** Of the campaign or of an organization, whatever is said to have happened. */
export function isSaidOfStructure(kind: string): boolean {
  return /^(?:CAMPAIGN|ORGANIZATION)\./.test(kind);
}

/** A statement: whether the log holds nothing but the founding of the campaign and of its organizations. */
export const NOTHING_BUT_FOUNDED = `
  SELECT NOT EXISTS (
    SELECT FROM log_entry WHERE kind NOT LIKE 'CAMPAIGN.%' AND kind NOT LIKE 'ORGANIZATION.%'
  ) AS founding`;
