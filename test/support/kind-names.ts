/** What the API calls each kind of entry of the log, and the type of its event, as the documents promise it. */
export interface KindName {
  name: string;
  type: string;
}

const OF_CONGRESSES = [
  ...['PLANNED', 'RESCHEDULED', 'POSTPONED', 'CANCELLED', 'REINSTATED', 'PILOT_SET'],
  ...['COMPLETED', 'CORRECTED', 'RETRACTED'],
];

const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CampaignEvent: { 'CAMPAIGN.FOUNDED': 'CAMPAIGN_FOUNDED', 'CAMPAIGN.CHANGED': 'CAMPAIGN_CHANGED' },
  OrganizationEvent: {
    'ORGANIZATION.FOUNDED': 'ORGANIZATION_FOUNDED',
    'ORGANIZATION.RENAMED': 'ORGANIZATION_RENAMED',
    'ORGANIZATION.TREE_FOUNDED': 'ORGANIZATION_TREE_FOUNDED',
    'CLOSURE.CLOSED': 'ORGANIZATION_CLOSED',
    'CLOSURE.REOPENED': 'ORGANIZATION_REOPENED',
  },
  CongressEvent: {
    ...Object.fromEntries(OF_CONGRESSES.map((kind) => [kind, `CONGRESS_${kind}`])),
    DAY_TURNED: 'DAY_TURNED',
  },
  RatingEvent: {
    'RATING.RECORDED': 'RATING_RECORDED',
    'RATING.CORRECTED': 'RATING_CORRECTED',
    'RATING.RETRACTED': 'RATING_RETRACTED',
  },
  WorkItemEvent: {
    'WORK_ITEM.ADDED': 'WORK_ITEM_ADDED',
    'WORK_ITEM.CHANGED': 'WORK_ITEM_CHANGED',
    'WORK_ITEM.STATUS_SET': 'WORK_ITEM_STATUS_SET',
    'WORK_ITEM.WITHDRAWN': 'WORK_ITEM_WITHDRAWN',
  },
  IndicatorEvent: {
    'INDICATOR.DEFINED': 'INDICATOR_ADDED',
    'INDICATOR.CHANGED': 'INDICATOR_CHANGED',
    'INDICATOR.RETIRED': 'INDICATOR_WITHDRAWN',
    'INDICATOR.REINSTATED': 'INDICATOR_REINSTATED',
  },
  IndicatorValueEvent: {
    'INDICATOR_VALUE.RECORDED': 'INDICATOR_VALUE_RECORDED',
    'INDICATOR_VALUE.CORRECTED': 'INDICATOR_VALUE_CORRECTED',
    'INDICATOR_VALUE.RETRACTED': 'INDICATOR_VALUE_RETRACTED',
  },
  DocumentEvent: {
    'DOCUMENT.ADDED': 'DOCUMENT_ADDED',
    'DOCUMENT.CHANGED': 'DOCUMENT_CHANGED',
    'DOCUMENT.WITHDRAWN': 'DOCUMENT_WITHDRAWN',
  },
  DeclarationEvent: {
    'DECLARATION.DECLARED': 'DECLARATION_RECORDED',
    'DECLARATION.WITHDRAWN': 'DECLARATION_RETRACTED',
  },
  BriefingEvent: { 'BRIEFING.EDITED': 'BRIEFING_CHANGED', 'BRIEFING.PUBLISHED': 'BRIEFING_PUBLISHED' },
};

/** By the kinds of their entries. */
export const KIND_NAMES: ReadonlyMap<string, KindName> = new Map(
  Object.entries(NAMES).flatMap(([type, kinds]) =>
    Object.entries(kinds).map(([kind, name]): [string, KindName] => [kind, { name, type }]),
  ),
);

/** The kind of entry that the API calls so. */
export function kindNamed(name: string): string {
  for (const [kind, each] of KIND_NAMES) if (each.name === name) return kind;
  throw new Error(`There is no kind that is called ${name}.`);
}
