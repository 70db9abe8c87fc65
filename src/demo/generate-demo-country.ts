/** Generates the demo country as it is known on a business day: the same every time, and longer on a later day. */
import type { Day } from '../day';
import { Level } from '../organization/level';
import { allotDemoFigures } from './allot-demo-figures';
import { LAST_DAY, toDayNumber } from './count-days';
import type { Play } from './course';
import type { DemoCountry, DemoDecision } from './demo-country';
import { Draw } from './draw';
import { type Branch, foundDemoOrganizations, ROOT_CODE } from './found-demo-organizations';
import { playBranch } from './play-branch';
import { readProvinces } from './read-provinces';
import { recordCongress } from './record-congress';

/** `provincesCsv` is the text of `data/provinces-2020.csv`. */
export function generateDemoCountry(today: Day, provincesCsv: string): DemoCountry {
  const { organizations, branches } = foundDemoOrganizations(readProvinces(provincesCsv));
  const decisions = playDemoCampaign(branches);
  const later = decisions.findIndex(({ recordedAt }) => recordedAt.slice(0, today.length) > today);
  return { organizations, decisions: later < 0 ? decisions : decisions.slice(0, later) };
}

const NATIONAL_CONGRESS = toDayNumber('2021-01-25');

/** All decisions, from the first plan to the end of the national congress, in the order in which they are recorded. */
function playDemoCampaign(branches: readonly Branch[]): DemoDecision[] {
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
