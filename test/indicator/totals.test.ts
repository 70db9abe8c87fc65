/** P2, P4, P12: totals of indicators are kept with every value, equal a recount by hand, and are all that figures are read from. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';
import {
  correctIndicatorValue,
  recordIndicatorValues,
  retractIndicatorValue,
} from '../../src/indicator/record-indicator-values';
import { addIndicator } from '../../src/indicator/add-indicator';
import { Indicator } from '../../src/indicator/indicator';
import { requireIndicator } from '../../src/indicator/find-indicators';
import type { FiguresOfMonth } from '../../src/indicator/figures-of';
import { loadFiguresOf } from '../../src/indicator/indicator-figures';
import { rebuildIndicatorTotals } from '../../src/indicator/rebuild-indicator-totals';
import { Level } from '../../src/organization/level';
import { Organization } from '../../src/organization/organization';
import { Draw } from '../../src/demo/draw';
import { verify } from '../../src/progress/verify';
import { describeDifference } from '../../src/progress/verify-difference';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { ADMIN, codeOf, plantTree } from '../support/plant-tree';
import { openOperation } from '../support/read-as-api';
import { recordStatements, relationsOf } from '../support/relations-read';

/** `O0` over `O1` and `O2`; `O3` and `O4` below `O1`; `O5` below `O3`. */
const PARENTS = [0, 0, 1, 1, 3];
const MONTHS = ['2019-11', '2019-12', '2020-01', '2020-02', '2020-03'];
const WAYS = Object.values(OverOrganizations).flatMap((overOrganizations) =>
  Object.values(OverMonths).map((overMonths) => ({
    code: `${overOrganizations}.${overMonths}`.toLowerCase(),
    overOrganizations,
    overMonths,
  })),
);
const reason = 'Đếm lại.';

let database: TestDatabase;
let dataSource: DataSource;
/** What stands, by hand: organization, code and month. */
const said = new Map<string, number>();

beforeAll(async () => {
  database = await openTestDatabase();
  ({ dataSource } = database);
  const { CENTRAL, GRASSROOTS } = Level;
  const levels = [CENTRAL, ...PARENTS.map(() => GRASSROOTS)];
  await plantTree(dataSource, { parents: PARENTS, levels, deadlines: {}, today: '2020-03-15' });
  for (const way of WAYS) {
    const texts = { name: way.code, nameEn: way.code, unit: 'lượt', unitEn: 'cases' };
    await addIndicator(dataSource, ADMIN, { organization: 'O0', ...way, ...texts });
  }
  await play(new Draw('totals'));
});
afterAll(() => database.close());

/** Records, corrects and takes back at random, and keeps by hand what stands. */
async function play(draw: Draw): Promise<void> {
  for (let round = 0; round < 60; round++) {
    const keys = new Set(
      Array.from({ length: 8 }, () => {
        const organization = codeOf(draw.between(0, PARENTS.length));
        const { code = '' } = WAYS[draw.between(0, WAYS.length - 1)] ?? {};
        return `${organization} ${code} ${MONTHS[draw.between(0, MONTHS.length - 1)] ?? ''}`;
      }),
    );
    const fresh = [...keys].filter((key) => !said.has(key));
    const values = fresh.map((key) => ({ ...toKey(key), value: draw.between(0, 9) }));
    if (values.length > 0) await recordIndicatorValues(dataSource, ADMIN, { values });
    fresh.forEach((key, index) => said.set(key, values[index]!.value));
    for (const key of keys) {
      if (fresh.includes(key)) continue;
      if (draw.chance(0.5)) {
        const value = said.get(key)! + draw.between(1, 5);
        await correctIndicatorValue(dataSource, ADMIN, { ...toKey(key), value, reason });
        said.set(key, value);
      } else {
        await retractIndicatorValue(dataSource, ADMIN, { ...toKey(key), reason });
        said.delete(key);
      }
    }
  }
}

function toKey(key: string): { organization: string; code: string; month: string } {
  const [organization = '', code = '', month = ''] = key.split(' ');
  return { organization, code, month };
}

/** The figures from the definition alone, over what stands. */
function byHand({ code, overOrganizations, overMonths }: (typeof WAYS)[number], index: number, month: string) {
  const below = PARENTS.reduce(
    (found, parent, child) => (found.has(parent) ? found.add(child + 1) : found),
    new Set([index]),
  );
  const valueOf = (each: number, at: string): number | undefined => said.get(`${codeOf(each)} ${code} ${at}`);
  const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const overAll = (numbers: readonly number[]): number | null => {
    if (numbers.length === 0) return null;
    return overOrganizations === OverOrganizations.SUM ? numbers.reduce((a, b) => a + b, 0) : mean(numbers);
  };
  const known = (values: (number | null | undefined)[]): number[] => values.filter((value) => value != null);
  const inMonth = (at: string): number[] => known([...below].map((each) => valueOf(each, at)));
  if (overMonths === OverMonths.LAST) {
    const past = MONTHS.filter((each) => each <= month).reverse();
    const last = overAll(known([...below].map((each) => known(past.map((at) => valueOf(each, at)))[0])));
    return { inMonth: last, yearToDate: last, atEnd: last };
  }
  const over = (months: readonly string[]): number | null => {
    const figures = known(months.map((each) => overAll(inMonth(each))));
    if (figures.length === 0) return null;
    if (overMonths === OverMonths.SUM) return figures.reduce((a, b) => a + b, 0);
    return overOrganizations === OverOrganizations.SUM ? mean(figures) : mean(months.flatMap(inMonth));
  };
  const past = MONTHS.filter((each) => each <= month);
  return {
    inMonth: overAll(inMonth(month)),
    yearToDate: over(past.filter((each) => each >= `${month.slice(0, 4)}-01`)),
    atEnd: over(past),
  };
}

/** Every figure of every organization in every month, as the API reads it. */
async function compare(): Promise<void> {
  const operation = openOperation(dataSource);
  try {
    const organizations = await operation.snapshot.read((manager) =>
      manager.find(Organization, { order: { id: 'ASC' } }),
    );
    for (const way of WAYS) {
      for (const [index, organization] of organizations.entries()) {
        for (const month of MONTHS) {
          const indicator = await requireIndicator(operation, way);
          const { inMonth, yearToDate, atEnd } = await loadFiguresOf(operation, indicator, organization.path, month);
          const read = rounded({ inMonth, yearToDate, atEnd });
          expect({ way, index, month, ...read }).toEqual({ way, index, month, ...rounded(byHand(way, index, month)) });
        }
      }
    }
  } finally {
    await operation.close();
  }
}

function rounded(figures: FiguresOfMonth): FiguresOfMonth {
  const round = (figure: number | null): number | null => (figure === null ? null : Number(figure.toFixed(9)));
  return { inMonth: round(figures.inMonth), yearToDate: round(figures.yearToDate), atEnd: round(figures.atEnd) };
}

async function differences(): Promise<string[]> {
  return (await verify(dataSource, { more: RECORD_CHECKS })).map(describeDifference);
}

/** Rows in which something is counted: what was taken back leaves zeros. */
function totals(): Promise<unknown[]> {
  return dataSource.query(
    'SELECT * FROM indicator_total WHERE sum <> 0 OR count <> 0 ORDER BY indicator, organization_id, month',
  );
}

describe('after many mutations (P4)', () => {
  test('every figure is what follows from what stands, whichever way it adds up', async () => {
    expect(said.size).toBeGreaterThan(60);
    await compare();
  });

  test('verify finds nothing', async () => {
    expect(await differences()).toEqual([]);
  });

  test('totals that are made anew are the same', async () => {
    const kept = await totals();
    expect(kept.length).toBeGreaterThan(60);
    await rebuildIndicatorTotals(dataSource);
    expect(await totals()).toEqual(kept);
  });
});

describe('what is false is named', () => {
  const falsify = async (sql: string): Promise<string[]> => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('CREATE TABLE kept AS SELECT * FROM indicator_total');
      await runner.query('CREATE TABLE kept_value AS SELECT * FROM indicator_value');
      await runner.query(sql);
      return await differences();
    } finally {
      await runner.query(
        `DELETE FROM indicator_total; INSERT INTO indicator_total SELECT * FROM kept; DROP TABLE kept;
         DELETE FROM indicator_value; INSERT INTO indicator_value SELECT * FROM kept_value; DROP TABLE kept_value`,
      );
      await runner.release();
    }
  };

  test('a sum, with its organization, indicator and month', async () => {
    const [line, ...others] = await falsify(
      `UPDATE indicator_total SET sum = sum + 3 WHERE organization_id = 1 AND indicator = 'sum.sum' AND month = '2020-01'`,
    );
    expect(line).toMatch(/^total of an indicator of O0: sum\.sum 2020-01 sum is \d+, should be \d+$/);
    expect(others).toEqual([]);
  });

  test('a row that is missing, and one too many', async () => {
    const missing = await falsify(
      `DELETE FROM indicator_total WHERE indicator = 'average.last' AND organization_id = 1`,
    );
    expect(missing.join()).toContain('average.last');
    const more = await falsify(`INSERT INTO indicator_total VALUES ('sum.sum', 2, '2000-01', 0, 1)`);
    expect(more).toEqual(['total of an indicator of O1: sum.sum 2000-01 count is 1, should be 0']);
  });

  test('a value that the log does not have: the row, and every total above it', async () => {
    const lines = await falsify(
      `UPDATE indicator_value SET value = value + 1 WHERE id = (SELECT min(id) FROM indicator_value WHERE value IS NOT NULL)`,
    );
    expect(lines[0]).toContain('record indicator_value');
    expect(lines.slice(1).every((line) => line.startsWith('total of an indicator'))).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
  });
});

test('P12: figures of all children are read from totals alone, in one statement', async () => {
  const operation = openOperation(dataSource);
  const recording = recordStatements(dataSource);
  try {
    const indicator = await operation.snapshot.read((manager) =>
      manager.findOneByOrFail(Indicator, { key: 'sum.sum' }),
    );
    const paths = [[1], [1, 2], [1, 3], [1, 2, 4]];
    await Promise.all(paths.map((path) => loadFiguresOf(operation, indicator, path, '2020-03')));
    const statements = recording.take().filter(({ sql }) => /^\s*(SELECT|WITH)\b/i.test(sql));
    const tables = await Promise.all(statements.map((statement) => relationsOf(dataSource, statement)));
    expect([...new Set(tables.flat())].sort()).toEqual([
      'campaign',
      'deadline',
      'indicator',
      'indicator_total',
      'log_head',
    ]);
    expect(statements).toHaveLength(3);
  } finally {
    recording.stop();
    await operation.close();
  }
});
