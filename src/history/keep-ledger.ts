/** Keeps the running totals of every organization along the log, its counts by day, and the steps that are still to come. */
import { addDays, type Day } from '../day';
import { LEVELS, type Level } from '../organization/level';
import { NEWEST_LAYOUT } from '../feed/adopt-layout';
import { FIGURES, offsetOf, TOTALS_LENGTH } from '../progress/figure';
import type { Step } from '../progress/step';
import { SLICES } from '../progress/totals-layout';

/** A row of `progress_current`. */
type CurrentRow = Omit<DayRow, 'day'>;

interface Pending {
  path: readonly number[];
  step: Step;
}

export function levelAndPilotOf(slice: number): [level: Level, pilot: boolean] {
  const level = LEVELS[slice >> 1];
  if (level === undefined) throw new RangeError(`There is no slice ${slice}.`);
  return [level, slice % 2 === 1];
}

/** Organizations are numbered 1, 2, 3 … up to `size`. */
export class Ledger {
  private readonly totals: Int32Array;
  /** The text of each slice of each organization, empty where nothing is in it; undefined when it has changed since it was written. */
  private readonly texts: (string | undefined)[];
  /** Slices that ever had a step. */
  private readonly touched: Uint8Array;
  private readonly byDay: DayCounts;
  private readonly pending = new Map<Day, Pending[]>();

  constructor(
    size: number,
    private today: Day,
  ) {
    this.byDay = new DayCounts(SLICES, today);
    this.totals = new Int32Array((size + 1) * TOTALS_LENGTH);
    this.touched = new Uint8Array((size + 1) * SLICES);
    this.texts = new Array<string>((size + 1) * SLICES).fill('');
  }

  /** Adds the steps to every organization of the path; those of later days wait until their day has come. */
  add(path: readonly number[], steps: readonly Step[]): void {
    for (const step of steps) {
      const slice = offsetOf(step) / FIGURES.length;
      const column = step.figure === 'due' ? DUE : FIGURES.indexOf(step.figure);
      for (const id of path) {
        this.touched[id * SLICES + slice] = 1;
        this.byDay.add(id, slice, step.day, column, step.by);
      }
      if (step.figure === 'due') continue;
      if (step.day <= this.today) this.apply({ path, step });
      else this.wait({ path, step });
    }
  }

  /** Moves the business day forward to the next day. */
  turnTo(day: Day): void {
    this.today = day;
    for (const pending of this.pending.get(day) ?? []) this.apply(pending);
    this.pending.delete(day);
  }

  /** The totals of each organization of the path in the newest layout, as an array of PostgreSQL: what `encodeTotals` says. */
  totalsOf(path: readonly number[]): string {
    let text = `{-${NEWEST_LAYOUT}`;
    let place = 0;
    for (const id of path) {
      for (let index = id * SLICES; index < (id + 1) * SLICES; index += 1) {
        const counts = (this.texts[index] ??= this.textAt(index));
        if (counts !== '') text += `,${place}${counts}`;
        place += 1;
      }
    }
    return `${text}}`;
  }

  *currentRows(): Generator<CurrentRow> {
    for (let index = 0; index < this.touched.length; index += 1) {
      if (this.touched[index] !== 1) continue;
      yield { organizationId: Math.floor(index / SLICES), slice: index % SLICES, counts: this.countsAt(index) };
    }
  }

  dayRows(): Iterable<DayRow> {
    return this.byDay.inOrder();
  }

  private textAt(index: number): string {
    const counts = this.countsAt(index);
    return counts.some((count) => count !== 0) ? `,${counts.join(',')}` : '';
  }

  private countsAt(index: number): Int32Array {
    return this.totals.subarray(index * FIGURES.length, (index + 1) * FIGURES.length);
  }

  private apply({ path, step }: Pending): void {
    const offset = offsetOf(step);
    const column = FIGURES.findIndex((figure) => figure === step.figure);
    for (const id of path) {
      const index = id * TOTALS_LENGTH + offset + column;
      this.totals[index] = (this.totals[index] ?? 0) + step.by;
      this.texts[id * SLICES + offset / FIGURES.length] = undefined;
    }
  }

  private wait(pending: Pending): void {
    const { day } = pending.step;
    const waiting = this.pending.get(day);
    if (waiting === undefined) this.pending.set(day, [pending]);
    else waiting.push(pending);
  }
}

/** A row of `progress_day`. */
interface DayRow {
  organizationId: number;
  /** Number of the slice in a totals row. */
  slice: number;
  day: Day;
  /** All figures in their order, then `due`. */
  counts: Int32Array;
}

/** The place of `due`, after the figures. */
const DUE = FIGURES.length;
const COLUMNS = FIGURES.length + 1;
/** Days that can be counted: more than eleven years. Keys of 60,000 organizations stay below 2³¹. */
const DAY_COUNT = 4_096;
/** Of these, how many lie before the day on which counting begins: plans may be due before they were recorded. */
const DAYS_BEFORE = 1_000;

/** Counts steps by organization, slice and day. */
class DayCounts {
  private counts = new Int32Array(1_048_576);
  private readonly rows = new Map<number, number>();
  private readonly days = new Map<Day, number>();

  private readonly firstDay: Day;

  constructor(
    private readonly slices: number,
    begin: Day,
  ) {
    this.firstDay = addDays(begin, -DAYS_BEFORE);
  }

  add(organizationId: number, slice: number, day: Day, column: number, by: number): void {
    const key = (organizationId * this.slices + slice) * DAY_COUNT + this.numberOf(day);
    let row = this.rows.get(key);
    if (row === undefined) {
      row = this.rows.size;
      this.rows.set(key, row);
      if (this.rows.size * COLUMNS > this.counts.length) this.grow();
    }
    const index = row * COLUMNS + column;
    this.counts[index] = (this.counts[index] ?? 0) + by;
  }

  /** In the order of the primary key. */
  *inOrder(): Generator<DayRow> {
    const days = Array.from(this.days.keys());
    const byNumber = new Map(days.map((day) => [this.numberOf(day), day]));
    for (const key of Float64Array.from(this.rows.keys()).sort()) {
      const row = (this.rows.get(key) ?? 0) * COLUMNS;
      const group = Math.floor(key / DAY_COUNT);
      yield {
        organizationId: Math.floor(group / this.slices),
        slice: group % this.slices,
        day: byNumber.get(key % DAY_COUNT) ?? addDays(this.firstDay, key % DAY_COUNT),
        counts: this.counts.subarray(row, row + COLUMNS),
      };
    }
  }

  private numberOf(day: Day): number {
    let number = this.days.get(day);
    if (number === undefined) {
      number = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${this.firstDay}T00:00:00Z`)) / 86_400_000;
      if (!(number >= 0 && number < DAY_COUNT))
        throw new RangeError(`${day} is too far from ${this.firstDay} to be counted.`);
      this.days.set(day, number);
    }
    return number;
  }

  private grow(): void {
    const grown = new Int32Array(this.counts.length * 2);
    grown.set(this.counts);
    this.counts = grown;
  }
}
