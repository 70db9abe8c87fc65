/** Plays the totals that some provinces of the demo country declare: what they hold as of late February 2020, with two slips. */
import type { Day } from '../day';
import { DECLARATION } from '../declaration/declaration';
import { Level } from '../organization/level';
import type { DemoRecord } from './demo-country';

/** Code, level, what is declared, day, and the time at which it is recorded. */
type Declaring = readonly [organization: string, level: Level | null, completed: number, asOf: Day, time: string];

const { GRASSROOTS } = Level;

/** In the demo, 44 has two congresses that nobody reported, and 36 has overlooked one; the others declare what is counted. */
const DECLARING: readonly Declaring[] = [
  ['34', null, 3, '2020-02-24', '15:40:00'],
  ['01', null, 29, '2020-02-25', '16:05:00'],
  ['22', null, 6, '2020-02-25', '16:12:00'],
  ['25', GRASSROOTS, 17, '2020-02-25', '16:20:00'],
  ['36', GRASSROOTS, 7, '2020-02-25', '16:31:00'],
  ['40', GRASSROOTS, 14, '2020-02-25', '16:45:00'],
  ['44', GRASSROOTS, 12, '2020-02-25', '16:58:00'],
  ['QD', null, 9, '2020-02-26', '09:15:00'],
];

const NOTE = 'Số liệu mô phỏng (generated).';

export function playDeclarations(): DemoRecord[] {
  return DECLARING.map(([organization, level, completed, asOf, time]) => ({
    recordedAt: `${asOf}T${time}+07:00`,
    noun: DECLARATION,
    verb: 'DECLARED',
    organization,
    reason: null,
    key: `${organization} ${level ?? ''}`,
    row: { level, completed, as_of: asOf, note: NOTE, withdrawn: false },
  }));
}
