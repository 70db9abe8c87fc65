/** Plays the whole campaign of the demo country, from the first plan to the end of the national congress. */
import { Level } from '../organization/level';
import { allotDemoFigures } from './allot-demo-figures';
import { LAST_DAY, toDayNumber } from './count-days';
import type { Play } from './course';
import type { DemoDecision } from './demo-country';
import { Draw } from './draw';
import { type Branch, ROOT_CODE } from './found-demo-organizations';
import { playBranch } from './play-branch';
import { recordCongress } from './record-congress';

const NATIONAL_CONGRESS = toDayNumber('2021-01-25');

/** All decisions, in the order in which they are recorded. */
export function playDemoCampaign(branches: readonly Branch[]): DemoDecision[] {
  const decisions = recordCongress(playNationalCongress());
  for (const allotment of allotDemoFigures(branches)) {
    for (const play of playBranch(allotment)) decisions.push(...recordCongress(play));
  }
  return decisions.sort(byRecordedAt);
}

/** It opens on the day planned and counts as held on its last day. */
function playNationalCongress(): Play {
  const course = { plannedOn: NATIONAL_CONGRESS, changes: [], heldOn: LAST_DAY, reportedOn: LAST_DAY };
  return { organization: ROOT_CODE, level: Level.CENTRAL, pilot: false, draw: new Draw(ROOT_CODE), course };
}

/** All timestamps have the same offset and length, so they sort as text. */
function byRecordedAt(a: DemoDecision, b: DemoDecision): number {
  if (a.recordedAt === b.recordedAt) return 0;
  return a.recordedAt < b.recordedAt ? -1 : 1;
}
