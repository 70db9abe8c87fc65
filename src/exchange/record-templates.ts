/** The forms of records: values of indicators, ratings and declared totals, with what is in force filled in. */
import type { Day } from '../day';
import { codeInSql } from '../indicator/indicator-key';
import { GRADE_FIELDS, type GradeCounts } from '../rating/grade';
import type { Cell } from '../spreadsheet/table';
import { say } from '../words/message';
import { openSheet, toDayCell } from './export-scope';
import { toVersionCell } from './row-version';
import type { Template } from './template';

interface Versioned {
  position: number | null;
  mark: string | null;
}

/** Organizations that are open, at and below one. */
const OPEN = `
  SELECT o.id, o.code, o.name, o.level, o.path
    FROM organization o LEFT JOIN closure ON closure.organization_id = o.id
   WHERE ($1::integer IS NULL OR o.path @> ARRAY[$1::integer]) AND closure.closed_on IS NULL`;

/** A code means the nearest definition at or above the organization; one that is retired takes no values. */
const VALUES = `
  SELECT o.code, o.name, ${codeInSql('i.code')} AS indicator,
         CASE WHEN $3 = 'en' THEN i.name_en ELSE i.name END AS "indicatorName",
         CASE WHEN $3 = 'en' THEN i.unit_en ELSE i.unit END AS unit, asked.month, v.value, v.position, entry.mark
    FROM (${OPEN}) AS o
    JOIN indicator i ON i.organization_id = ANY(o.path)
   CROSS JOIN unnest($2::text[]) AS asked (month)
    LEFT JOIN indicator_value v ON v.organization_id = o.id AND v.indicator = i.code AND v.month = asked.month
    LEFT JOIN log_entry entry ON entry.position = v.position
   WHERE NOT i.retired
     AND NOT EXISTS (SELECT FROM indicator nearer
                      WHERE nearer.organization_id = ANY(o.path) AND ${codeInSql('nearer.code')} = ${codeInSql('i.code')}
                        AND array_position(o.path, nearer.organization_id) > array_position(o.path, i.organization_id))
   ORDER BY o.code, indicator, asked.month`;

type ValueRow = Versioned & { value: number | null } & Readonly<
    Record<'code' | 'name' | 'indicator' | 'indicatorName' | 'unit' | 'month', string>
  >;

const RATINGS = `
  SELECT o.code, o.name, $2::integer AS year, r.finished_on AS "finishedOn", r.excellent, r.good, r.satisfactory,
         r.unsatisfactory, r.unnamed, r.position, entry.mark
    FROM (${OPEN}) AS o
    LEFT JOIN rating r ON r.organization_id = o.id AND r.year = $2
    LEFT JOIN log_entry entry ON entry.position = r.position
   WHERE o.level = 'CENTRALLY_RUN'
   ORDER BY o.code`;

type RatingRow = Versioned & GradeCounts & { code: string; name: string; year: number; finishedOn: Day | null };

/** A rating that was taken back has counts of nobody. */
function gradesOf(row: RatingRow): Cell[] {
  return GRADE_FIELDS.map(([, field]) => (row.finishedOn === null ? null : row[field]));
}

/** The levels that an organization has below it, and what it has declared besides. */
const DECLARATIONS = `
  WITH open AS (${OPEN}),
       declaring AS (
         SELECT DISTINCT above.id, o.level FROM open o
           CROSS JOIN LATERAL unnest(o.path) AS above (id) WHERE above.id <> o.id
         UNION SELECT organization_id, level FROM declaration WHERE NOT withdrawn)
  SELECT o.code, o.name, declaring.level, CASE WHEN NOT d.withdrawn THEN d.completed END AS completed,
         CASE WHEN NOT d.withdrawn THEN d.as_of END AS "asOf", CASE WHEN NOT d.withdrawn THEN d.note END AS note,
         d.position, entry.mark
    FROM open o
    JOIN declaring ON declaring.id = o.id
    LEFT JOIN declaration d ON d.organization_id = o.id AND d.level IS NOT DISTINCT FROM declaring.level
    LEFT JOIN log_entry entry ON entry.position = d.position
   ORDER BY o.code, declaring.level NULLS FIRST`;

type DeclarationRow = Versioned & { asOf: Day | null } & Readonly<
    Record<'code' | 'name' | 'level' | 'completed' | 'note', Cell>
  >;

/** Room for the reason, and the version: 0 where there is nothing yet. */
function endOf({ position, mark }: Versioned): Cell[] {
  return [null, toVersionCell({ position: position ?? 0, mark })];
}

export const RECORD_TEMPLATES = {
  values: {
    columns: [
      'organization',
      'name',
      'indicator',
      'indicatorName',
      'unitOfMeasure',
      'month',
      'value',
      'reason',
      'version',
    ],
    title: { en: 'Values of indicators', vi: 'Số liệu chỉ tiêu' },
    sheet: { en: 'Values', vi: 'Số liệu' },
    periodOf: 'months',
    whyEmpty: (place) =>
      say`There is nothing to fill in: no indicator is in use at ${place}. Have one defined there or above it first.`,
    open: (scope, { months }, language) =>
      openSheet(scope, VALUES, [scope.within, months, language], (rows: ValueRow[]) =>
        rows.map((row) => [
          ...[row.code, row.name, row.indicator, row.indicatorName, row.unit, row.month, row.value],
          ...endOf(row),
        ]),
      ),
  },
  ratings: {
    columns: [
      ...(['organization', 'name', 'year', 'finishedOn', 'excellent', 'good', 'satisfactory'] as const),
      ...(['unsatisfactory', 'unnamed', 'reason', 'version'] as const),
    ],
    title: { en: 'Quality ratings', vi: 'Kết quả đánh giá, xếp loại chất lượng' },
    sheet: { en: 'Ratings', vi: 'Xếp loại' },
    periodOf: 'year',
    whyEmpty: (place) =>
      say`There is nothing to fill in: only centrally-run bodies are rated, and none is at or below ${place}. Choose another organization with --within.`,
    open: (scope, { year }) =>
      openSheet(scope, RATINGS, [scope.within, year], (rows: RatingRow[]) =>
        rows.map((row) => [
          ...[row.code, row.name, row.year, toDayCell(row.finishedOn), ...gradesOf(row)],
          ...endOf(row),
        ]),
      ),
  },
  declarations: {
    columns: ['organization', 'name', 'level', 'completed', 'asOf', 'note', 'reason', 'version'],
    title: { en: 'Declared totals', vi: 'Tổng số đại hội đã hoàn thành do cấp ủy tự khai' },
    sheet: { en: 'Declared', vi: 'Tự khai' },
    explained: {
      vi: {
        level: 'Cấp của các đại hội được khai, ở dưới tổ chức. Để trống là tất cả các cấp.',
        note: 'Ghi chú về số đã khai, nếu có.',
        reason: 'Chỉ cần khi khai lại theo một ngày sớm hơn ngày đã khai.',
      },
      en: {
        level: 'The level of the congresses that are declared, below the organization; empty for all levels.',
        note: 'A remark on the total, if there is one.',
        reason: 'Needed only to go back to an earlier day than that of the total in force.',
      },
    },
    whyEmpty: (place) =>
      say`There is nothing to fill in: ${place} has no organizations below it whose congresses could be declared. Choose another organization with --within.`,
    open: (scope) =>
      openSheet(scope, DECLARATIONS, [scope.within], (rows: DeclarationRow[]) =>
        rows.map((row) => [
          ...[row.code, row.name, row.level, row.completed, toDayCell(row.asOf), row.note],
          ...endOf(row),
        ]),
      ),
  },
} as const satisfies Record<string, Template>;
