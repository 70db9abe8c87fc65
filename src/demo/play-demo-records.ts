/** Plays what the demo country records beside its congresses. */
import type { Day } from '../day';
import type { DemoRecord } from './demo-record';
import { playDeclarations } from './play-declarations';

/** Up to the day, in the order in which they are recorded. */
export function playDemoRecords(today: Day): DemoRecord[] {
  const plays: DemoRecord[][] = [playDeclarations()];
  return plays
    .flat()
    .filter(({ recordedAt }) => recordedAt.slice(0, 10) <= today)
    .sort((a, b) => (a.recordedAt === b.recordedAt ? 0 : a.recordedAt < b.recordedAt ? -1 : 1));
}
