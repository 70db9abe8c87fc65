/** What was measured of a server at a work: a figure for each round. */
import { quantile } from '../quantiles';
import type { Contender } from './contender';
import type { Work } from './works';

/** Of a request, in milliseconds; or a second, of requests. */
export type Figure = 'cpu' | 'database' | 'perSecond' | 'p50' | 'p99';

export interface Measured {
  work: Work;
  contender: Contender;
  figures: Record<Figure, number[]>;
}

export class Table {
  readonly rows: Measured[] = [];

  add(work: Work, contender: Contender, figures: Partial<Record<Figure, number>>): void {
    const known = this.rows.find((row) => row.work === work && row.contender === contender);
    const row = known ?? { work, contender, figures: { cpu: [], database: [], perSecond: [], p50: [], p99: [] } };
    if (known === undefined) this.rows.push(row);
    for (const [figure, value] of Object.entries(figures) as [Figure, number][]) row.figures[figure].push(value);
  }

  /** The median of all rounds; NaN where it was not measured. */
  medianOf(work: Work, contender: Contender, figure: Figure): number {
    const row = this.rows.find((each) => each.work === work && each.contender === contender);
    return row === undefined ? NaN : quantile(row.figures[figure], 0.5);
  }
}
