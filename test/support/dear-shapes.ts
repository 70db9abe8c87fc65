/** The dearest shapes of every field: what a unit of cost may buy at most. `*Congress` stands for all plain columns of a Congress. */
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { toGlobalId } from '../../src/api/node';

const page = (fields: string, counted = ''): string => `{ ${counted} edges { node { ${fields} } } }`;
const EDGES = '{ edges { node { *Congress } } }';
const COUNT = '{ totalCount }';
const CHECK = `total: 100000, shares: [${[0, 1, 2, 3, 0, 1, 2, 3, 0, 1].map((each, index) => `{ percent: "${index}", decimals: ${each} }`).join(' ')}]`;
const HISTORY = 'history(last: 200) { totalCount edges { node { *RatingEvent } } }';
const FIRST = 'first: 200';
const ids = (type: string): string =>
  Array.from({ length: 200 }, (_, index) => JSON.stringify(toGlobalId(type, 1_000 + index))).join(' ');
/** As many codes as are taken: of provinces, again and again. */
const CODES = Array.from({ length: 200 }, (_, index) => JSON.stringify(['VN', '01', '96', '79'][index % 4])).join(' ');
const FIGURES = '*Progress';

const SINGLE = [
  '__typename',
  'viewer { *Viewer organization { *Organization } }',
  'campaign { *Campaign levels { *CampaignLevel } regions { *Region } documents { *Document } }',
  'campaign { today }',
  'node(id: "T3JnYW5pemF0aW9uOjE") { id }',
  `nodes(ids: [${ids('Congress')}]) { id ... on Congress { *Congress } }`,
  `nodes(ids: [${ids('Organization')}]) { id ... on Organization { *Organization } }`,
  `nodes(ids: [${ids('CongressEvent')}]) { id ... on CongressEvent { *CongressEvent } }`,
  `congress(id: "${toGlobalId('Congress', 1)}") { *Congress }`,
  'organization(code: "01") { *Organization }',
  'organization(code: "01.002") { ancestors { *Organization } parent { *Organization } closure { *Closure } congress { *Congress } progress(asOf: "2020-02-01") { *Progress } }',
  'declaration(organization: "01") { *Declaration }',
  `checkShares(${CHECK}) { *SharesCheck leftOver { first } shares { percent fits { first } together { first } } }`,
  'checkShares(total: 816, shares: [{ percent: "20.7" }]) { verdict }',
];

const PROGRESS = [
  'progress { planned }',
  `progress { ${FIGURES} byLevel { *LevelFigures } }`,
  `progress { byRegion { *RegionFigures } }`,
  `progress(asOf: "2020-02-20") { ${FIGURES} byRegion { *RegionFigures } }`,
  'progress { timeline(interval: DAY) { *ProgressPoint } }',
  'progress { timeline(interval: WEEK) { *ProgressPoint } }',
  'progress { timeline(interval: MONTH) { day } }',
  `progress { children(${FIRST}) ${page('*Progress organization { *Organization }', 'totalCount')} }`,
  `progress { children(${FIRST}, orderBy: RATE_ASC) ${page('planned')} }`,
  `progress { children(${FIRST}) ${page('byRegion { completed }')} }`,
  `progress { children(${FIRST}) ${page('byLevel { *LevelFigures }')} }`,
  `progress { children(${FIRST}) ${page('timeline(interval: DAY) { due }')} }`,
  `progress { children(${FIRST}) ${page('timeline(interval: MONTH) { due }')} }`,
  `progress(asOf: "2020-02-20") { children(${FIRST}) ${page('*Progress')} }`,
  `progress { children(first: 1) { totalCount } }`,
  `progressOf(organizations: [${CODES}]) { *Progress }`,
  `progressOf(organizations: [${CODES}], asOf: "2020-02-20") { planned }`,
];

const ORGANIZATIONS = [
  `organizations(${FIRST}) ${page('*Organization')}`,
  `organizations(${FIRST}, orderBy: NAME) ${page('code')}`,
  `organizations(first: 1) ${COUNT}`,
  `organizations(first: 1, within: "01", level: GRASSROOTS) ${COUNT}`,
  ...['to chuc', 'ha nio', 'so 18', 'n'].flatMap((search) => [
    `organizations(search: "${search}", first: 1) ${COUNT}`,
    `organizations(search: "${search}", first: 1) ${page('code')}`,
    `organizations(search: "${search}", last: 1) ${page('code')}`,
  ]),
  `organizations(search: "to chuc", orderBy: NAME, ${FIRST}) ${page('*Organization')}`,
  `organizations(search: "so 18", within: "01", orderBy: CODE, first: 1) ${page('code')}`,
  `organizations(${FIRST}, level: GRASSROOTS) ${page('ancestors { code }')}`,
  `organizations(${FIRST}, level: GRASSROOTS) ${page('parent { code }')}`,
  `organizations(${FIRST}, level: GRASSROOTS) ${page('parentName closedOn')}`,
  `organizations(${FIRST}, level: GRASSROOTS) ${page('congress { *Congress }')}`,
  `organizations(${FIRST}, level: GRASSROOTS) ${page('closure { *Closure history(first: 1) { totalCount edges { node { by } } } }')}`,
  `organizations(${FIRST}) ${page('progress { *Progress }')}`,
  `organizations(${FIRST}) ${page('progress(asOf: "2020-02-20") { *Progress }')}`,
  `organizations(${FIRST}) ${page('children(first: 1) { totalCount }')}`,
  `organizations(first: 60) ${page('children(first: 10) { edges { node { code } } }')}`,
  `organization(code: "01") { children(${FIRST}, orderBy: NAME) ${page('*Organization')} }`,
  `organization(code: "01") { children(first: 1, level: UPPER_GRASSROOTS) ${COUNT} }`,
];

const CONGRESSES = [
  ...['CODE', 'NAME', 'DUE_ASC', 'HELD_DESC', 'LATE_DESC'].map(
    (order) => `congresses(orderBy: ${order}, first: 1) ${page('id')}`,
  ),
  `congresses(${FIRST}) ${EDGES}`,
  `congresses(orderBy: LATE_DESC, ${FIRST}) ${page('daysLate')}`,
  `congresses(${FIRST}) ${page('organization { *Organization }')}`,
  `congresses(orderBy: NAME, last: 200, within: "01") ${EDGES}`,
  `congresses(orderBy: DUE_ASC, first: 1, within: "01") ${page('id')}`,
  `congresses(first: 1) ${COUNT}`,
  `congresses(first: 1, level: GRASSROOTS, status: PLANNED, overdue: true) ${COUNT}`,
  `congresses(first: 1, heldFrom: "2020-02-10", heldTo: "2020-02-20", pilot: false) ${COUNT}`,
  `congresses(first: 1, daysLateFrom: 10) ${COUNT}`,
  `congresses(first: 1, parent: "01", level: GRASSROOTS) ${COUNT}`,
  `congresses(first: 1, heldFrom: "2020-02-10", orderBy: NAME) ${page('id')}`,
  `congresses(first: 1, daysLateFrom: 10, orderBy: NAME) ${page('id')}`,
  `congresses(first: 1, overdue: false, orderBy: HELD_DESC, within: "01") ${page('id')}`,
  ...['huyen', 'so 18', 'h'].flatMap((search) => [
    `congresses(search: "${search}", first: 1) ${COUNT}`,
    `congresses(search: "${search}", first: 1) ${page('id')}`,
    `congresses(search: "${search}", last: 1) ${page('id')}`,
    `congresses(search: "${search}", first: 1, orderBy: DUE_ASC) ${page('id')}`,
  ]),
  `congresses(search: "a", first: 1, overdue: true) ${COUNT}`,
  `congresses(search: "to chuc", orderBy: NAME, last: 1) ${page('id')}`,
];

const OF_EVENT = '... on CongressEvent { progress(level: GRASSROOTS) { *Progress } }';
const EVENTS = [
  `events(${FIRST}) { edges { cursor previousCursor node { *Event } } }`,
  `events(${FIRST}) { edges { node { organization { *Organization } } } }`,
  `events(last: 200) { edges { node { ... on CongressEvent { congress { *Congress } } } } }`,
  `events(last: 50) { edges { node { ${OF_EVENT} } } }`,
  `events(last: 50) { edges { node { ... on CongressEvent { progress { byLevel { *LevelFigures } } } } } }`,
  `events(first: 1) ${COUNT}`,
  `events(first: 1, within: "01") ${COUNT}`,
  `events(first: 1, within: "01.002") ${COUNT}`,
  `events(first: 1, by: "demo") ${COUNT}`,
  `events(first: 1, kinds: [CONGRESS_COMPLETED]) ${COUNT}`,
  `events(first: 1, kinds: [CONGRESS_COMPLETED], within: "01", on: "2020-02-10", by: "demo") ${COUNT}`,
  `events(first: 1, by: "nobody") ${page('position')}`,
  `events(last: 1, by: "demo", on: "2020-02-10") ${page('position')}`,
  `events(last: 1, within: "01.002") ${page('position')}`,
  `events(first: 1, within: "96", kinds: [RATING_RECORDED]) ${page('position')}`,
  `events(last: 1, on: "2020-01-15") ${page('position')}`,
];

const RECORDS = [
  `reconciliation(first: 1) ${COUNT}`,
  'reconciliation(first: 1) { totals { *ReconciliationTotals } }',
  `reconciliation(${FIRST}) ${page('*Reconciliation')}`,
  `reconciliation(${FIRST}, onlyGaps: true, level: GRASSROOTS) ${page(`declaration { *Declaration ${HISTORY.replaceAll('RatingEvent', 'DeclarationEvent')} } organization { code }`)}`,
  `indicators(${FIRST}) ${page('*Indicator')}`,
  `indicators(first: 1) ${COUNT}`,
  `indicators(${FIRST}) ${page('figures { *IndicatorFigures }')}`,
  'indicator(code: "personnel.cases") { *Indicator }',
  'indicator(code: "personnel.cases") { figures(month: "2020-02") { *IndicatorFigures } }',
  'indicator(code: "personnel.cases") { figures(month: "2020-02") { byMonth(from: "2015-03") { *IndicatorMonth } } }',
  `indicator(code: "personnel.cases") { figures(month: "2020-02") { children(${FIRST}) ${page('*IndicatorFigures organization { code }', 'totalCount')} } }`,
  `indicatorValues(${FIRST}) ${page('*IndicatorValue organization { *Organization } indicator { *Indicator }')}`,
  `indicatorValues(${FIRST}) ${page(HISTORY.replaceAll('RatingEvent', 'IndicatorValueEvent'))}`,
  `indicatorValues(first: 1, within: "96", month: "2020-01") ${COUNT}`,
  `indicatorValues(first: 1) ${COUNT}`,
  'qualityRating(year: 2019) { *QualityRating grades { *GradeCount } }',
  'qualityRating(year: 2019, asOf: "2020-01-10") { *QualityRating }',
  `qualityRating(year: 2019) { bodies(${FIRST}) ${page('finished organization { *Organization } rating { *Rating grades { *GradeCount } }', 'totalCount')} }`,
  `qualityRating(year: 2019) { bodies(${FIRST}) ${page(`rating { ${HISTORY} }`)} }`,
  'workProgram(year: 2020) { total }',
  'workProgram(year: 2020, asOf: "2020-02-01") { *WorkProgram byQuarter { *WorkProgramQuarter } }',
  `workProgram(year: 2020) { items(${FIRST}) ${page('*WorkItem', 'totalCount')} withdrawn(${FIRST}) ${page('id', 'totalCount')} }`,
  `workProgram(year: 2020) { items(${FIRST}) ${page('legalBasisDocument { *Document }')} }`,
  `workProgram(year: 2020) { items(${FIRST}) ${page(HISTORY.replaceAll('RatingEvent', 'WorkItemEvent'))} }`,
  `documents(${FIRST}) ${page('*Document', 'totalCount')}`,
  `documents(${FIRST}) ${page(HISTORY.replaceAll('RatingEvent', 'DocumentEvent'))}`,
  'document(number: "35-CT/TW", issuedOn: "2019-05-30") { *Document }',
];

const IN_DRAFT = (selection: string): string => `briefing(month: "2020-02") { ${selection} }`;
const BRIEFINGS = [
  `briefings(${FIRST}) ${page('*Briefing', 'totalCount')}`,
  `briefings(${FIRST}) ${page('figures { value }')}`,
  IN_DRAFT('month'),
  IN_DRAFT('figures { value }'),
  IN_DRAFT('figures(keys: ["congresses.completed"]) { value }'),
  IN_DRAFT(
    'figures { *BriefingFigure definition(language: VI) label(language: VI) unit(language: VI) unknownBecause(language: VI) }',
  ),
  IN_DRAFT('sections { kind title(language: VI) figures { *BriefingFigure } }'),
  IN_DRAFT('text(language: VI)'),
  IN_DRAFT('text(format: HTML)'),
  IN_DRAFT('title { vi } chairOffice { vi } tasks { vi } keyTasks { vi } breakthroughs { vi }'),
  'briefing(month: "2020-03") { figures { value } restatements { before after causesTotal figure { key } causes { *Event } } }',
  'briefing(month: "2020-03") { restatements { before } }',
  'compareBriefings(from: "2020-02", to: "2020-03") { from to change figure { key } }',
];

/** Selections of a query, each by itself. */
export const QUERIES: readonly string[] = [
  ...[SINGLE, PROGRESS, ORGANIZATIONS, CONGRESSES, EVENTS, RECORDS, BRIEFINGS].flat(),
];

const edge = (fields: string): string => `{ cursor previousCursor node { ${fields} } }`;
const OF_CONGRESS =
  '*CongressEvent congress { *Congress organization { *Organization } } progress { *Progress byLevel { *LevelFigures } }';

/** What a report pushes. */
export const PUSHED: readonly string[] = [
  `congressCompleted(within: "VN") ${edge('position')}`,
  `congressChanged(within: "VN") ${edge(OF_CONGRESS)}`,
  `eventRecorded(kinds: [CONGRESS_COMPLETED, DAY_TURNED]) ${edge('*Event organization { *Organization }')}`,
  'progress(within: "VN") { planned completed }',
  'progress(within: "VN") { *Progress byLevel { *LevelFigures } timeline(interval: DAY) { *ProgressPoint } }',
  `progress { children(first: 200) ${page('*Progress organization { *Organization }')} }`,
  `progressOf(organizations: [${CODES}]) { *Progress }`,
  `reconciliation(first: 200) ${page('*Reconciliation')}`,
  // A draft: the figures of a published one never change.
  'briefing(month: "2020-02") { figures { value } }',
  'briefing(month: "2020-03") { restatements { before } }',
];

/** What something else pushes. */
export const SUBSCRIPTIONS: readonly string[] = [
  ...PUSHED,
  `organizationChanged ${edge('*OrganizationEvent')}`,
  `campaignChanged ${edge('*CampaignEvent campaign { *Campaign }')}`,
  `declarationChanged ${edge('*DeclarationEvent declaration { *Declaration }')}`,
  `documentChanged ${edge('*DocumentEvent document { *Document }')}`,
  `indicatorChanged ${edge('*IndicatorEvent indicator { *Indicator }')}`,
  `indicatorValueChanged(code: "personnel.cases") ${edge('*IndicatorValueEvent indicatorValue { *IndicatorValue }')}`,
  `ratingChanged(year: 2019) ${edge('*RatingEvent rating { *Rating }')}`,
  `workItemChanged(year: 2020) ${edge('*WorkItemEvent workItem { *WorkItem }')}`,
  `briefingPublished ${edge('briefing { text }')}`,
  `briefingChanged ${edge('briefing { figures { value } }')}`,
  'indicatorFigures(code: "personnel.cases", month: "2020-02") { *IndicatorFigures byMonth(from: "2016-01") { *IndicatorMonth } }',
  'qualityRating(year: 2019) { *QualityRating grades { *GradeCount } }',
  'workProgram(year: 2020) { *WorkProgram byQuarter { *WorkProgramQuarter } }',
];

/** With the columns of the schema. */
export function writeColumns(schema: GraphQLSchema, text: string): string {
  return text.replace(/\*(\w+)/g, (_match, name: string) => {
    const type = schema.getType(name);
    if (!(isObjectType(type) || isInterfaceType(type))) throw new Error(`There is no type ${name}.`);
    const fields: GraphQLField<unknown, unknown>[] = Object.values(type.getFields());
    return fields
      .filter(({ type: of, args }) => isLeafType(getNamedType(of)) && args.length === 0)
      .map(({ name: field }) => field)
      .join(' ');
  });
}

/** Root fields, and fields with arguments, that none of the documents asks for. */
export function findMissing(schema: GraphQLSchema, documents: readonly string[]): string[] {
  const asked = new Set<string>();
  const info = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(info, {
    Field: () => {
      asked.add(`${info.getParentType()?.name ?? ''}.${info.getFieldDef()?.name ?? ''}`);
    },
  });
  for (const document of documents) visit(parse(document), visitor);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    const wanted = Object.values(type.getFields()).filter(({ args }) => args.length > 0 || roots.includes(type));
    return wanted.map(({ name }) => `${type.name}.${name}`).filter((name) => !asked.has(name));
  });
}
