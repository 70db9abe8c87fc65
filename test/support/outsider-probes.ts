/** For every root field: what a reporter of province 02 gets who asks for something of province 01 (P7). */
import { toGlobalId } from '../../src/api/node';

export interface Target {
  /** Ids of a congress of province 01, of the province and of its progress. */
  congress: string;
  organization: string;
  progress: string;
}

export interface Probe {
  query: string;
  variables?: (target: Target) => Record<string, unknown>;
  /** The code of the refusal; without one, the answer has only what is their own. */
  code?: 'NOT_FOUND' | 'FORBIDDEN';
}

const mutation = (name: string, input: (target: Target) => Record<string, unknown>): Probe => ({
  query: `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`,
  variables: (target) => ({ input: input(target) }),
  code: 'NOT_FOUND',
});

const reason = 'To see what happens.';
const rating = { organization: '01', year: 2019 };
const counts = { excellent: 2, good: 10, satisfactory: 0, unsatisfactory: 0 };
const workItemId = toGlobalId('WorkItem', 1);
const byId = ({ congress }: Target) => ({ congressId: congress });

const OF_01 = { organization: '01', code: 'personnel.cases', month: '2020-01' };

export const ROOT_FIELDS: Record<string, Probe> = {
  'Query.briefing': {
    query: '{ briefing(month: "2020-03", organization: "01") { text figures { value } } }',
    code: 'NOT_FOUND',
  },
  'Query.briefings': {
    query: '{ briefings(year: 2020, organization: "VN") { edges { node { text } } } }',
    code: 'NOT_FOUND',
  },
  'Query.compareBriefings': {
    query: '{ compareBriefings(from: "2020-02", to: "2020-03", organization: "01") { to } }',
    code: 'NOT_FOUND',
  },
  'Query.campaign': { query: '{ campaign { today } viewer { organization { code } } }' },
  'Query.congress': {
    query: 'query ($congress: ID!) { congress(id: $congress) { status } }',
    variables: ({ congress }) => ({ congress }),
    code: 'NOT_FOUND',
  },
  'Query.congresses': { query: '{ congresses(first: 200) { totalCount edges { node { organization { code } } } } }' },
  'Query.events': {
    query:
      '{ events(last: 200) { totalCount edges { node { organization { code } ... on CongressEvent { congress { organization { code } } } } } } }',
  },
  'Query.node': {
    query: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: ({ organization }) => ({ id: organization }),
    code: 'NOT_FOUND',
  },
  'Query.nodes': {
    query: `query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Organization { code } ... on Congress { organization { code } } ... on Progress { organization { code } }
      }
      viewer { organization { code } }
    }`,
    variables: ({ organization, congress, progress }) => ({ ids: [organization, congress, progress] }),
  },
  'Query.organization': { query: '{ organization(code: "01") { name } }', code: 'NOT_FOUND' },
  'Query.organizations': { query: '{ organizations(first: 200) { totalCount edges { node { code } } } }' },
  'Query.progress': { query: '{ progress(within: "01") { planned } }', code: 'NOT_FOUND' },
  'Query.progressOf': { query: '{ progressOf(organizations: ["02", "01"]) { planned } }', code: 'NOT_FOUND' },
  'Query.declaration': { query: '{ declaration(organization: "01") { completed } }', code: 'NOT_FOUND' },
  'Query.reconciliation': {
    query: '{ reconciliation(within: "01") { totals { declarations } } }',
    code: 'NOT_FOUND',
  },
  'Query.viewer': { query: '{ viewer { organization { code } } }' },
  'Query.checkShares': {
    query: '{ checkShares(total: 816, shares: [{ percent: 20.7 }]) { verdict } viewer { organization { code } } }',
  },
  'Query.qualityRating': { query: '{ qualityRating(year: 2019, within: "01") { finished } }', code: 'NOT_FOUND' },
  'Mutation.recordRating': mutation('recordRating', () => ({ ...rating, finishedOn: '2020-02-20', ...counts })),
  'Mutation.correctRating': mutation('correctRating', () => ({ ...rating, good: 9, reason })),
  'Mutation.retractRating': mutation('retractRating', () => ({ ...rating, reason })),
  'Subscription.qualityRating': {
    query: 'subscription { qualityRating(year: 2019, within: "01") { finished } }',
    code: 'NOT_FOUND',
  },
  'Subscription.ratingChanged': {
    query: 'subscription { ratingChanged(year: 2019, within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Query.document': {
    query: '{ document(number: "35-CT/TW", issuedOn: "2019-05-30", organization: "01") { title } }',
    code: 'NOT_FOUND',
  },
  'Query.documents': { query: '{ documents(organization: "01") { edges { node { number } } } }', code: 'NOT_FOUND' },
  'Mutation.addDocument': mutation('addDocument', () => ({
    ...{ organization: '01', kind: 'PLAN', number: '1-KH/TU', issuedOn: '2020-01-02' },
    ...{ issuedBy: 'Thành ủy', title: 'Kế hoạch' },
  })),
  'Mutation.changeDocument': mutation('changeDocument', () => ({
    ...{ organization: '01', number: '1-KH/TU', issuedOn: '2020-01-02', title: 'Kế hoạch khác', reason },
  })),
  'Mutation.withdrawDocument': mutation('withdrawDocument', () => ({
    ...{ organization: '01', number: '1-KH/TU', issuedOn: '2020-01-02', reason },
  })),
  'Subscription.documentChanged': {
    query: 'subscription { documentChanged(within: "01") { cursor } }',
    code: 'NOT_FOUND',
  },
  'Query.workProgram': { query: '{ workProgram(year: 2020, organization: "01") { total } }', code: 'NOT_FOUND' },
  'Mutation.addWorkItem': mutation('addWorkItem', () => ({
    organization: '01',
    year: 2020,
    kind: 'TASK',
    title: 'Báo cáo',
    dueQuarter: 1,
  })),
  // The items of the demo are the centre's.
  'Mutation.changeWorkItem': mutation('changeWorkItem', () => ({ workItemId, title: 'Báo cáo', reason })),
  'Mutation.setWorkItemStatus': mutation('setWorkItemStatus', () => ({ workItemId, status: 'COMPLETED' })),
  'Mutation.withdrawWorkItem': mutation('withdrawWorkItem', () => ({ workItemId, reason })),
  'Subscription.workItemChanged': {
    query: 'subscription { workItemChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.workProgram': {
    query: 'subscription { workProgram(year: 2020, organization: "01") { position } }',
    code: 'NOT_FOUND',
  },
  'Query.indicator': {
    query: '{ indicator(code: "personnel.cases", organization: "01") { figures { inMonth } } }',
    code: 'NOT_FOUND',
  },
  'Query.indicatorValues': {
    query: '{ indicatorValues(first: 200) { totalCount edges { node { organization { code } } } } }',
  },
  'Query.indicators': { query: '{ indicators(organization: "01") { edges { node { code } } } }', code: 'NOT_FOUND' },
  'Mutation.changeIndicator': {
    ...mutation('changeIndicator', () => ({ code: 'personnel.cases', name: 'Khác', reason })),
    code: 'FORBIDDEN',
  },
  'Mutation.correctIndicatorValue': mutation('correctIndicatorValue', () => ({ ...OF_01, value: 1, reason })),
  'Mutation.addIndicator': mutation('addIndicator', () => ({
    ...{ organization: '01', code: 'a.b', name: 'A', nameEn: 'A', unit: 'a', unitEn: 'a' },
    ...{ overOrganizations: 'SUM', overMonths: 'SUM' },
  })),
  'Mutation.recordIndicatorValues': mutation('recordIndicatorValues', () => ({ values: [{ ...OF_01, value: 1 }] })),
  'Mutation.reinstateIndicator': {
    ...mutation('reinstateIndicator', () => ({ code: 'personnel.cases', reason })),
    code: 'FORBIDDEN',
  },
  'Mutation.withdrawIndicator': {
    ...mutation('withdrawIndicator', () => ({ code: 'personnel.cases', reason })),
    code: 'FORBIDDEN',
  },
  'Mutation.retractIndicatorValue': mutation('retractIndicatorValue', () => ({ ...OF_01, reason })),
  'Subscription.indicatorFigures': {
    query: 'subscription { indicatorFigures(code: "personnel.cases", month: "2020-02", within: "01") { position } }',
    code: 'NOT_FOUND',
  },
  'Subscription.indicatorValueChanged': {
    query: 'subscription { indicatorValueChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Mutation.cancelCongress': mutation('cancelCongress', (to) => ({ ...byId(to), reason })),
  'Mutation.closeOrganization': mutation('closeOrganization', () => ({ organization: '01', on: '2020-02-20', reason })),
  'Mutation.reopenOrganization': mutation('reopenOrganization', () => ({ organization: '01', reason })),
  'Mutation.recordDeclaration': mutation('recordDeclaration', () => ({
    organization: '01',
    completed: 1,
    asOf: '2020-02-20',
  })),
  'Mutation.retractDeclaration': mutation('retractDeclaration', () => ({ organization: '01', reason })),
  'Mutation.correctCongressReport': mutation('correctCongressReport', (to) => ({ ...byId(to), note: 'x', reason })),
  'Mutation.changeBriefing': mutation('changeBriefing', () => ({ month: '2020-03', organization: '01', tasks: [] })),
  'Mutation.publishBriefing': mutation('publishBriefing', () => ({ month: '2020-03', organization: '01' })),
  'Mutation.planCongress': mutation('planCongress', () => ({ organization: '01' })),
  'Mutation.postponeCongress': mutation('postponeCongress', (to) => ({ ...byId(to), reason })),
  'Mutation.reinstateCongress': mutation('reinstateCongress', byId),
  'Mutation.reportCongressCompleted': mutation('reportCongressCompleted', (to) => ({
    ...byId(to),
    heldOn: '2020-02-20',
  })),
  'Mutation.reportCongressesCompleted': mutation('reportCongressesCompleted', (to) => ({
    reports: [{ ...byId(to), heldOn: '2020-02-20' }],
  })),
  'Mutation.rescheduleCongress': mutation('rescheduleCongress', (to) => ({ ...byId(to), plannedOn: '2020-04-01' })),
  'Mutation.retractCongressReport': mutation('retractCongressReport', (to) => ({ ...byId(to), reason })),
  'Mutation.setCongressPilot': mutation('setCongressPilot', (to) => ({ ...byId(to), pilot: true })),
  'Mutation.turnDay': { ...mutation('turnDay', () => ({})), code: 'FORBIDDEN' },
  'Subscription.briefing': {
    query: 'subscription { briefing(month: "2020-03", organization: "VN") { text } }',
    code: 'NOT_FOUND',
  },
  'Subscription.briefingPublished': {
    query: 'subscription { briefingPublished(within: "01") { node { briefing { text } } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.briefingChanged': {
    query: 'subscription { briefingChanged(within: "01") { node { briefing { text } } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.campaignChanged': {
    query: 'subscription { campaignChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.indicatorChanged': {
    query: 'subscription { indicatorChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.eventRecorded': {
    query: 'subscription { eventRecorded(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.congressChanged': {
    query: 'subscription { congressChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.congressCompleted': {
    query: 'subscription { congressCompleted(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.declarationChanged': {
    query: 'subscription { declarationChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.organizationChanged': {
    query: 'subscription { organizationChanged(within: "01") { node { position } } }',
    code: 'NOT_FOUND',
  },
  'Subscription.reconciliation': {
    query: 'subscription { reconciliation(within: "01") { position } }',
    code: 'NOT_FOUND',
  },
  'Subscription.progressOf': {
    query: 'subscription { progressOf(organizations: ["02", "01"]) { position } }',
    code: 'NOT_FOUND',
  },
  'Subscription.progress': { query: 'subscription { progress(within: "01") { position } }', code: 'NOT_FOUND' },
};

export interface Lead {
  query: string;
  /** Codes of organizations outside province 02 that may appear where totals are public. */
  whenPublic?: string[];
}

const OF_ROOT = (selection: string) => `{ progress(within: "VN") { ${selection} } }`;
const OF_EVENTS = (selection: string, last = 200) =>
  `{ events(last: ${last}) { totalCount edges { node { ${selection} } } } }`;
const OF_OWN = (selection: string) => `{ organization(code: "02") { ${selection} } }`;

/** What the events of a noun show of it. */
const THINGS_OF_EVENTS: Readonly<Record<string, string>> = {
  BriefingEvent: 'briefing { organization { code } }',
  CampaignEvent: 'campaign { today }',
  CongressEvent: 'since',
  DeclarationEvent: 'declaration { organization { code } }',
  DocumentEvent: 'document { organization { name } }',
  IndicatorEvent: 'indicator { organization { name } }',
  IndicatorValueEvent: 'indicatorValue { organization { code } }',
  RatingEvent: 'rating { organization { code } }',
  WorkItemEvent: 'workItem { organization { code } }',
};

/** Fields that lead from one noun to another, asked by the reporter of 02. Payloads of mutations stand below. */
export const LEADS: Record<string, Lead> = {
  'Organization.parent': { query: OF_OWN('code parent { code }') },
  'Organization.ancestors': {
    query: '{ organizations(level: GRASSROOTS, first: 3) { edges { node { ancestors { code } } } } }',
  },
  'Organization.children': {
    query: OF_ROOT('organization { children(first: 200) { totalCount edges { node { code } } } }'),
  },
  'Organization.congress': { query: OF_ROOT('organization { congress { organization { code } } }') },
  'Organization.progress': { query: OF_OWN('code parent { progress { organization { code } } }') },
  'Indicator.organization': { query: '{ indicators { edges { node { organization { name } } } } }' },
  'Document.organization': { query: '{ documents { edges { node { organization { name } } } } }' },
  'IndicatorValue.organization': {
    query:
      '{ indicatorValues(first: 200) { edges { node { organization { code } history { edges { node { indicatorValue { organization { code } } } } } } } } }',
  },
  'IndicatorFigures.organization': {
    query:
      '{ indicator(code: "personnel.cases") { figures(within: "VN") { organization { code } children { edges { node { organization { code } } } } } } }',
    whenPublic: ['VN'],
  },
  'OrganizationEdge.node': { query: '{ organizations(first: 200) { edges { node { code } } } }' },
  'Congress.organization': { query: '{ congresses(first: 3) { edges { node { organization { code } } } } }' },
  'ProgressEdge.node': { query: OF_ROOT('children(first: 200) { edges { node { organization { code } } } }') },
  'CongressEdge.node': { query: '{ congresses(first: 200) { edges { node { organization { code } } } } }' },
  'CongressEvent.congress': {
    query: OF_EVENTS('... on CongressEvent { congress { organization { code } } }'),
  },
  'CongressEvent.progress': {
    query: OF_EVENTS('... on CongressEvent { progress { organization { code } } }', 100),
    whenPublic: ['VN'],
  },
  'EventEdge.node': { query: OF_EVENTS('__typename organization { code }') },
  'Event.organization': { query: OF_EVENTS('organization { code parent { code } }') },
  ...Object.fromEntries(
    Object.entries(THINGS_OF_EVENTS).map(([type, thing]) => [
      `${type}.organization`,
      { query: OF_EVENTS(`... on ${type} { organization { code parent { code } } ${thing} }`) },
    ]),
  ),
  'OrganizationEvent.organization': {
    query: '{ organization(code: "02") { closure { history { edges { node { organization { code } } } } } } }',
  },
  'Closure.organization': { query: '{ organization(code: "02") { closure { organization { code } } } }' },
  'Declaration.organization': {
    query: '{ reconciliation { edges { node { declaration { organization { code } } } } } }',
  },
  'Reconciliation.organization': { query: '{ reconciliation { edges { node { organization { code } } } } }' },
  'Progress.organization': {
    query: OF_ROOT('organization { code parent { code } ancestors { code } }'),
    whenPublic: ['VN'],
  },
  'Progress.children': { query: OF_ROOT('children(first: 200) { edges { node { organization { code } } } }') },
  'Briefing.organization': { query: '{ briefing(month: "2020-03") { organization { code parent { code } } } }' },
  'Restatement.causes': {
    query: '{ briefing(month: "2020-03") { organization { code } restatements { causes { organization { code } } } } }',
  },
  'QualityRating.organization': {
    query: '{ qualityRating(year: 2019, within: "VN") { organization { code parent { code } } } }',
    whenPublic: ['VN'],
  },
  'RatedBody.organization': {
    query:
      '{ qualityRating(year: 2019, within: "VN") { bodies(first: 200) { totalCount edges { node { organization { code } } } } } }',
  },
  'Rating.organization': {
    query:
      '{ qualityRating(year: 2019) { bodies { edges { node { rating { organization { code } history { edges { node { rating { organization { code } } } } } } } } } } }',
  },
  'WorkProgram.organization': { query: '{ workProgram(year: 2020) { organization { code parent { code } } } }' },
  'WorkItem.organization': {
    query: '{ workProgram(year: 2020) { items { edges { node { organization { code } } } } } }',
  },
  'Viewer.organization': { query: '{ viewer { organization { code parent { code } } } }' },
};

const PAYLOAD = 'congress { organization { code } } progress { organization { code } }';

/** What happens to one congress of 02, in this order; the payload of each is looked through. */
export const PAYLOADS: { type: string; name: string; input: (congressId: string) => Record<string, unknown> }[] = [
  ['rescheduleCongress', (congressId: string) => ({ congressId, plannedOn: '2020-04-02' })],
  ['postponeCongress', (congressId: string) => ({ congressId, reason })],
  ['cancelCongress', (congressId: string) => ({ congressId, reason })],
  ['reinstateCongress', (congressId: string) => ({ congressId })],
  ['setCongressPilot', (congressId: string) => ({ congressId, pilot: true })],
  ['reportCongressCompleted', (congressId: string) => ({ congressId, heldOn: '2020-02-20' })],
  ['correctCongressReport', (congressId: string) => ({ congressId, heldOn: '2020-02-21', reason })],
  ['retractCongressReport', (congressId: string) => ({ congressId, reason })],
  ['reportCongressesCompleted', (congressId: string) => ({ reports: [{ congressId, heldOn: '2020-02-22' }] })],
].map(([name, input]) => ({
  type: `${(name as string)[0]!.toUpperCase()}${(name as string).slice(1)}`,
  name: name as string,
  input: input as (congressId: string) => Record<string, unknown>,
}));

/** The payloads of these have the organization; it is closed and reopened by an administrator of 02. */
export const CLOSING = ['closeOrganization', 'reopenOrganization'] as const;

export function payloadQuery({ type, name }: { type: string; name: string }): string {
  const selection = name === 'reportCongressesCompleted' ? `reported { ${PAYLOAD} }` : PAYLOAD;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${selection} } }`;
}
