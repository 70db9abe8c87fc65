/** Plays the four indicators of the demo country: January and February 2020 have the published sums, the rest is invented. */
import { OverMonths, OverOrganizations } from '../indicator/adding-up';
import { INDICATOR, INDICATOR_VALUE, IndicatorEventKind, IndicatorValueEventKind } from '../indicator/indicator-nouns';
import { addMonths, firstDayOf } from '../month';
import { apportion } from './apportion';
import { type DayNumber, toDay, toDayNumber } from './count-days';
import type { DemoRecord } from './demo-country';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { ROOT_CODE } from './found-demo-organizations';
import { listCentrallyRunBodies } from './list-centrally-run-bodies';
import { DEMO_INDICATORS, type DemoIndicator } from './list-demo-indicators';
import type { Province } from './read-provinces';

const DEFINED_AT = '2019-11-01T07:45:00+07:00';
const SEASON = openSeason();
/** Tết falls into January. */
const JANUARYS_SHARE = { least: 40, most: 46 };
const LATER_MONTHS = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2020-${month}`);
/** Those of February are in before the briefing's cut-off; others on the first days of the next month. */
const FEBRUARYS_DAYS = { from: toDayNumber('2020-02-26'), to: toDayNumber('2020-02-28') };
const FIRST_DAYS = 6;
const CORRECTED_ON = '2020-02-12';

interface MonthOfIndicator {
  indicator: DemoIndicator;
  month: string;
  /** Over all organizations that count. */
  total: number;
}

export function playIndicators(provinces: readonly Province[]): DemoRecord[] {
  const bodies = listCentrallyRunBodies(provinces).map(({ code }) => code);
  return DEMO_INDICATORS.flatMap((indicator) => {
    const organizations = indicator.countedBy === 'CENTRE' ? [ROOT_CODE] : bodies;
    return [define(indicator), ...monthsOf(indicator).flatMap((month) => countMonth(month, organizations))];
  });
}

function define({ code, name, nameEn, unit, unitEn, description }: DemoIndicator): DemoRecord {
  return {
    recordedAt: DEFINED_AT,
    noun: INDICATOR,
    verb: IndicatorEventKind.DEFINED,
    organization: ROOT_CODE,
    reason: null,
    key: code,
    row: {
      ...{ code, name, name_en: nameEn, unit, unit_en: unitEn, description, retired: false },
      over_organizations: OverOrganizations.SUM,
      over_months: OverMonths.SUM,
    },
  };
}

function monthsOf(indicator: DemoIndicator): MonthOfIndicator[] {
  const draw = new Draw(`indicator ${indicator.code}`);
  const { firstTwoMonths } = indicator;
  const january = Math.round((firstTwoMonths * draw.between(JANUARYS_SHARE.least, JANUARYS_SHARE.most)) / 100);
  return [
    { indicator, month: '2020-01', total: january },
    { indicator, month: '2020-02', total: firstTwoMonths - january },
    ...LATER_MONTHS.map((month) => ({ indicator, month, total: drawLater(indicator, month) })),
  ];
}

function drawLater({ code, later: { least, most, classes } }: DemoIndicator, month: string): number {
  const held = DEMO_INDICATORS.find((each) => each.code === classes);
  const drawn = new Draw(`indicator ${code} total of ${month}`).between(least, most);
  return held === undefined ? drawn : drawn * drawLater(held, month);
}

/** Bodies that had none report that: zero is a value. */
function countMonth({ indicator, month, total }: MonthOfIndicator, organizations: readonly string[]): DemoRecord[] {
  const draw = new Draw(`indicator ${indicator.code} ${month}`);
  const weights = organizations.map(() => 0.2 + draw.unit());
  const values = apportion(total, weights);
  return organizations.flatMap((organization, index) => {
    const value = values[index] ?? 0;
    const isMistaken = indicator.mistaken === organization && month === '2020-01';
    const record = recordValue({ code: indicator.code, month, organization }, isMistaken ? value + 2 : value, draw);
    return isMistaken ? [record, correct(record, value)] : [record];
  });
}

function recordValue(
  { code, month, organization }: { code: string; month: string; organization: string },
  value: number,
  draw: Draw,
): DemoRecord {
  const { from, to } = daysFor(month);
  const day = toDay(drawWorkingDay(draw, SEASON, from, to));
  return {
    recordedAt: `${day}T${draw.between(10, 16)}:${String(draw.between(0, 59)).padStart(2, '0')}:00+07:00`,
    noun: INDICATOR_VALUE,
    verb: IndicatorValueEventKind.RECORDED,
    organization,
    reason: null,
    key: `${organization} ${code} ${month}`,
    row: { indicator: code, month, value },
  };
}

function correct(record: DemoRecord, value: number): DemoRecord {
  return {
    ...record,
    recordedAt: `${CORRECTED_ON}T09:20:00+07:00`,
    verb: IndicatorValueEventKind.CORRECTED,
    reason: 'Đã tính trùng hai lượt (dữ liệu mô phỏng).',
    row: { ...record.row, value },
  };
}

function daysFor(month: string): { from: DayNumber; to: DayNumber } {
  if (month === '2020-02') return FEBRUARYS_DAYS;
  const first = toDayNumber(firstDayOf(addMonths(month, 1)));
  return { from: first, to: first + FIRST_DAYS };
}
