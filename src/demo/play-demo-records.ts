/** Plays what the demo country records beside its congresses. */
import type { Day } from '../day';
import type { DemoRecord } from './demo-country';
import { playBriefing } from './play-briefing';
import { playDeclarations } from './play-declarations';
import { playDocuments } from './play-documents';
import { playIndicators } from './play-indicators';
import { playRating } from './play-rating';
import { playWorkProgram } from './play-work-program';
import { readProvinces } from './read-provinces';

/** Up to the day, in the order in which they are recorded. `provincesCsv` is the text of `data/provinces-2020.csv`. */
export function playDemoRecords(today: Day, provincesCsv: string): DemoRecord[] {
  const provinces = readProvinces(provincesCsv);
  const plays: DemoRecord[][] = [
    playDocuments(),
    playRating(provinces),
    playWorkProgram(),
    playIndicators(provinces),
    playDeclarations(),
    playBriefing(),
  ];
  return plays
    .flat()
    .filter(({ recordedAt }) => recordedAt.slice(0, 10) <= today)
    .sort((a, b) => (a.recordedAt === b.recordedAt ? 0 : a.recordedAt < b.recordedAt ? -1 : 1));
}
