/** Arranges the demo's year as it is played: what is recorded on each day after the plans, in the order in which it is recorded. Pure. */
import type { Day } from '../day';
import type { DemoDecision } from '../demo/demo-country';

export type PlayedDecision = Exclude<DemoDecision, { kind: 'PLANNED' }>;

export class ArrangedYear {
  private readonly days = new Map<Day, PlayedDecision[]>();

  /** In the order of `recordedAt`. Every congress was planned before the year began: plans are not played. */
  constructor(decisions: readonly DemoDecision[]) {
    for (const decision of decisions) {
      if (decision.kind === 'PLANNED') continue;
      const day = decision.recordedAt.slice(0, 10);
      const known = this.days.get(day);
      if (known === undefined) this.days.set(day, [decision]);
      else known.push(decision);
    }
  }

  on(day: Day): readonly PlayedDecision[] {
    return this.days.get(day) ?? [];
  }

  /** How many are recorded before this day. */
  countBefore(day: Day): number {
    let count = 0;
    for (const [each, decisions] of this.days) if (each < day) count += decisions.length;
    return count;
  }

  /** The reports that are recorded before this day, by the centrally-run body in whose branch they are. */
  reportsBefore(day: Day): Map<string, PlayedDecision[]> {
    const branches = new Map<string, PlayedDecision[]>();
    for (const [each, decisions] of this.days) {
      if (each >= day) continue;
      for (const decision of decisions) {
        if (decision.kind !== 'COMPLETED') continue;
        const [branch = ''] = decision.organization.split('.');
        const known = branches.get(branch);
        if (known === undefined) branches.set(branch, [decision]);
        else known.push(decision);
      }
    }
    return branches;
  }
}
