/** Sees to it that the tables of one import say the same of a congress. */
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import type { CongressRow } from './decide-congress-row';
import type { RecognisedTable } from './recognise-table';

type SaidField =
  'plannedOn' | 'pilot' | 'status' | 'heldOn' | 'delegatesSummoned' | 'delegatesAttended' | 'committeeElected' | 'note';
const SAID_FIELDS: readonly SaidField[] = [
  'plannedOn',
  'pilot',
  'status',
  'heldOn',
  'delegatesSummoned',
  'delegatesAttended',
  'committeeElected',
  'note',
];

/** By code and field: the value, and the row that has it. */
export type SaidPlans = Map<string, { value: unknown; table: RecognisedTable; row: number }>;

/** Two tables that differ would undo each other each time they are imported. */
export function requireAgreement(said: SaidPlans, table: RecognisedTable, number: number, row: CongressRow): void {
  for (const field of SAID_FIELDS) {
    const key = `${row.organization} ${field}`;
    const before = said.get(key);
    if (row[field] === null) continue;
    if (before === undefined) said.set(key, { value: row[field], table, row: number });
    else if (before.table !== table && before.value !== row[field]) {
      const { file, sheet } = before.table.table;
      const where =
        sheet === null ? say`${file}, row ${before.row}` : say`${file}, sheet "${sheet}", row ${before.row}`;
      const [first, second] = [before.value, row[field]].map((value) => shorten(String(value)));
      const message = say`${where} says ${first ?? ''} of ${row.organization}, this row says ${second ?? ''}. Make them agree.`;
      throw new Problem('CONFLICT', message, { argument: field });
    }
  }
}
