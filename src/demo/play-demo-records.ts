/** Plays what the demo country records beside its congresses. */
import type { Day } from '../day';
import type { DemoRecord } from './demo-record';
import { playBriefing } from './play-briefing';
import { playWorkProgram } from './play-work-program';

/** Up to the day, in the order in which they are recorded. */
export function playDemoRecords(today: Day): DemoRecord[] {
  const plays: DemoRecord[][] = [
    playWorkProgram(),
    playBriefing(),
  ];
  return plays
    .flat()
    .filter(({ recordedAt }) => recordedAt.slice(0, 10) <= today)
    .sort((a, b) => (a.recordedAt === b.recordedAt ? 0 : a.recordedAt < b.recordedAt ? -1 : 1));
}
