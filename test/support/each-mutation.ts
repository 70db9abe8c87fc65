/** Every mutation of the schema once, in the small country of `importCountry`. */
import type { GraphQLFieldMap } from 'graphql';
import type { DataSource } from 'typeorm';
import { buildApiSchema } from '../../src/api-schema';
import { toGlobalId } from '../../src/api/node';

export type Input = Record<string, unknown>;

const reason = 'To see what happens.';
const place = { organization: 'A.2' };
const rating = { organization: 'A', year: 2024 };
const counts = { excellent: 2, good: 10, satisfactory: 0, unsatisfactory: 0 };
/** `inputOf` puts in the id. */
const congressId = 'of A.2';
const workItemId = toGlobalId('WorkItem', 1);
const indicator = { code: 'training.classes' };
const value = { organization: 'A', code: 'training.classes', month: '2025-01' };
const document = { organization: 'TW', number: '35-CT/TW', issuedOn: '2024-06-14' };
const legalBasisDocument = { number: document.number, issuedOn: document.issuedOn };
const said = { kind: 'DIRECTIVE', issuedBy: 'Bộ Chính trị', title: 'Về đại hội đảng bộ các cấp' };
const texts = { name: 'Lớp', nameEn: 'Classes', unit: 'lớp', unitEn: 'classes' };

/** Each mutation once, in an order in which each can be done. */
export const EACH_MUTATION: readonly (readonly [name: string, input: Input])[] = [
  ['planCongress', { ...place, plannedOn: '2025-03-20' }],
  ['rescheduleCongress', { ...place, plannedOn: '2025-03-25' }],
  ['postponeCongress', { ...place, reason }],
  ['cancelCongress', { ...place, reason }],
  ['reinstateCongress', place],
  ['setCongressPilot', { ...place, pilot: true }],
  ['reportCongressCompleted', { ...place, heldOn: '2025-02-27' }],
  ['correctCongressReport', { congressId, heldOn: '2025-02-26', reason }],
  ['retractCongressReport', { congressId, reason }],
  ['reportCongressesCompleted', { reports: [{ ...place, heldOn: '2025-02-27' }] }],
  ['recordRating', { ...rating, finishedOn: '2025-02-20', ...counts }],
  ['correctRating', { ...rating, good: 9, reason }],
  ['retractRating', { ...rating, reason }],
  ['addDocument', { ...document, ...said }],
  ['changeDocument', { ...document, title: 'Chỉ thị khác', reason }],
  ['addWorkItem', { organization: 'A', year: 2025, kind: 'TASK', title: 'Báo cáo', dueQuarter: 1, legalBasisDocument }],
  ['changeWorkItem', { workItemId, title: 'Báo cáo khác', legalBasisDocument, reason }],
  ['withdrawDocument', { ...document, reason }],
  ['setWorkItemStatus', { workItemId, status: 'COMPLETED' }],
  ['withdrawWorkItem', { workItemId, reason }],
  ['addIndicator', { organization: 'TW', ...indicator, ...texts, overOrganizations: 'SUM', overMonths: 'SUM' }],
  ['changeIndicator', { ...indicator, name: 'Lớp học', reason }],
  ['recordIndicatorValues', { values: [{ ...value, value: 1 }] }],
  ['correctIndicatorValue', { ...value, value: 2, reason }],
  ['retractIndicatorValue', { ...value, reason }],
  ['withdrawIndicator', { ...indicator, reason }],
  ['reinstateIndicator', { ...indicator, reason }],
  ['recordDeclaration', { organization: 'A', completed: 1, asOf: '2025-02-20' }],
  ['retractDeclaration', { organization: 'A', reason }],
  ['changeBriefing', { organization: 'A', month: '2025-02', tasks: [{ vi: 'Việc' }] }],
  ['publishBriefing', { organization: 'A', month: '2025-02' }],
  ['closeOrganization', { organization: 'A.1.02', on: '2025-02-20', reason }],
  ['reopenOrganization', { organization: 'A.1.02', reason }],
  ['turnDay', {}],
];

export const mutation = (name: string): string =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`;

/** With the id of the one congress that there is: whoever was refused has used up an id. */
export async function inputOf(dataSource: DataSource, input: Input): Promise<Input> {
  if (!('congressId' in input)) return input;
  const [congress] = await dataSource.query<{ id: number }[]>('SELECT id FROM congress');
  return { ...input, congressId: toGlobalId('Congress', congress!.id) };
}

export function mutationsOfSchema(): GraphQLFieldMap<unknown, unknown> {
  return buildApiSchema().getMutationType()!.getFields();
}
