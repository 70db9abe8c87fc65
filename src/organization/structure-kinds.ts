/** What can happen to the campaign and to its organizations, and the kinds of the entries of the log that tell of it. */

/** What closes an organization and opens it again: closings are records. */
export enum ClosureVerb {
  CLOSED = 'CLOSED',
  REOPENED = 'REOPENED',
}

export const CAMPAIGN_KINDS = ['CAMPAIGN.FOUNDED', 'CAMPAIGN.CHANGED'] as const;

const TREE_KINDS = ['ORGANIZATION.FOUNDED', 'ORGANIZATION.RENAMED', 'ORGANIZATION.TREE_FOUNDED'] as const;

/** Those that an import writes. */
export type StructureKind = (typeof CAMPAIGN_KINDS | typeof TREE_KINDS)[number];

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
