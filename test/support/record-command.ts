/** Changes of records that property tests draw: each carried out as its mutation does. Many are refused, which the test leaves. */
import * as fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Answer } from '../../src/change/answer';
import { closeOrganization, reopenOrganization } from '../../src/closure/close-organization';
import { recordDeclaration, retractDeclaration } from '../../src/declaration/record-declaration';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';
import { changeIndicator, reinstateIndicator, withdrawIndicator } from '../../src/indicator/change-indicator';
import { addIndicator } from '../../src/indicator/add-indicator';
import {
  correctIndicatorValue,
  recordIndicatorValues,
  retractIndicatorValue,
} from '../../src/indicator/record-indicator-values';
import { correctRating, recordRating, retractRating } from '../../src/rating/record-rating';
import { CAMPAIGN, importTexts } from './import-texts';
import { ADMIN, codeOf, ENDS_ON, STARTS_ON } from './plant-tree';

interface Drawn {
  /** Code of a centrally-run body. */
  body: string;
  /** Code of a body at the grassroots. */
  below: string;
  count: number;
}

type Change = (dataSource: DataSource, drawn: Drawn) => Promise<unknown>;

const reason = 'Because the test says so.';
const month = '2020-02';
const code = 'training.classes';
const texts = { name: 'Lớp', nameEn: 'Classes', unit: 'lớp', unitEn: 'classes' };
const adding = { overOrganizations: OverOrganizations.SUM, overMonths: OverMonths.SUM };
const grades = { good: 10, satisfactory: 0, unsatisfactory: 0 };

const define = (dataSource: DataSource): Promise<Answer> =>
  addIndicator(dataSource, ADMIN, { organization: codeOf(0), code, ...texts, ...adding });

const CHANGES: Record<string, Change> = {
  recordRating: (dataSource, { body: organization, count: excellent }) =>
    recordRating(dataSource, ADMIN, { organization, year: 2019, finishedOn: '2020-02-20', excellent, ...grades }),
  correctRating: (dataSource, { body: organization, count: excellent }) =>
    correctRating(dataSource, ADMIN, { organization, year: 2019, excellent, reason }),
  retractRating: (dataSource, { body: organization }) =>
    retractRating(dataSource, ADMIN, { organization, year: 2019, reason }),
  declare: (dataSource, { body: organization, count: completed }) =>
    recordDeclaration(dataSource, ADMIN, { organization, completed, asOf: '2020-02-20', reason }),
  retractDeclaration: (dataSource, { body: organization }) =>
    retractDeclaration(dataSource, ADMIN, { organization, reason }),
  changeIndicator: (dataSource, { count }) =>
    changeIndicator(dataSource, ADMIN, { code, name: `Lớp ${count}`, reason }),
  withdrawIndicator: (dataSource) => withdrawIndicator(dataSource, ADMIN, { code, reason }),
  reinstateIndicator: (dataSource) => reinstateIndicator(dataSource, ADMIN, { code, reason }),
  recordValue: (dataSource, { below: organization, count: value }) =>
    recordIndicatorValues(dataSource, ADMIN, { values: [{ organization, code, month, value }] }),
  correctValue: (dataSource, { below: organization, count: value }) =>
    correctIndicatorValue(dataSource, ADMIN, { organization, code, month, value, reason }),
  retractValue: (dataSource, { below: organization }) =>
    retractIndicatorValue(dataSource, ADMIN, { organization, code, month, reason }),
  close: (dataSource, { below: organization }) =>
    closeOrganization(dataSource, ADMIN, { organization, on: '2020-02-20', reason }),
  reopen: (dataSource, { below: organization }) => reopenOrganization(dataSource, ADMIN, { organization, reason }),
  changeCampaign: (dataSource, { count }) => {
    const campaign = { ...(JSON.parse(CAMPAIGN) as object), startsOn: STARTS_ON, endsOn: ENDS_ON };
    const changed = { ...campaign, term: `2020-2025 (${count})`, today: '2020-03-01', deadlines: DEADLINES };
    return importTexts(dataSource, { 'campaign.json': JSON.stringify(changed) });
  },
};

const DEADLINES = [{ level: 'GRASSROOTS', dueOn: '2020-03-04' }];

export type RecordCommand = Drawn & { change: string };

export function drawRecordCommand(bodies: readonly number[], below: readonly number[]): fc.Arbitrary<RecordCommand> {
  return fc.record({
    change: fc.constantFrom(...Object.keys(CHANGES)),
    body: fc.constantFrom(...bodies.map(codeOf)),
    below: fc.constantFrom(...below.map(codeOf)),
    count: fc.integer({ min: 0, max: 4 }),
  });
}

export async function carryOutRecord(dataSource: DataSource, { change, ...drawn }: RecordCommand): Promise<void> {
  await CHANGES[change]!(dataSource, drawn);
}

/** One of each that the others change: without them most draws would be refused. */
export async function recordFirst(dataSource: DataSource, drawn: Drawn): Promise<void> {
  await define(dataSource);
  for (const change of ['recordRating', 'declare', 'recordValue']) await CHANGES[change]!(dataSource, drawn);
}
