/** Plays what the demo country records beside its congresses. */
import type { Day } from '../day';
import type { DemoRecord } from './demo-record';
import { playIndicators } from './play-indicators';
import { readProvinces } from './read-provinces';

/** Up to the day, in the order in which they are recorded. `provincesCsv` is the text of `data/provinces-2020.csv`. */
export function playDemoRecords(today: Day, provincesCsv: string): DemoRecord[] {
  const provinces = readProvinces(provincesCsv);
  const plays: DemoRecord[][] = [playIndicators(provinces)];
  return plays
    .flat()
    .filter(({ recordedAt }) => recordedAt.slice(0, 10) <= today)
    .sort((a, b) => (a.recordedAt === b.recordedAt ? 0 : a.recordedAt < b.recordedAt ? -1 : 1));
}
