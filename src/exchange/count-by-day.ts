/** Counts steps by organization, slice and day: the rows of `progress_day`. */
import { addDays, type Day } from '../day';
import { FIGURES } from '../progress/figure';

export interface DayRow {
  organizationId: number;
  /** Number of the slice in a totals row. */
  slice: number;
  day: Day;
  /** All figures in their order, then `due`. */
  counts: Int32Array;
}

/** Where `due` stands after the figures. */
export const DUE = FIGURES.length;
const COLUMNS = FIGURES.length + 1;
/** Days that are told apart: more than eleven years. Keys of 60,000 organizations stay below 2³¹. */
const DAY_COUNT = 4_096;
/** Of these, how many lie before the day on which counting begins: plans may be due before they were recorded. */
const DAYS_BEFORE = 1_000;

export class DayCounts {
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
