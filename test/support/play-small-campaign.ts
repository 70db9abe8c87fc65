/** A small campaign in which everything happens once: five organizations, a deadline, and a day that turns. */
import type { DataSource } from 'typeorm';
import { Level } from '../../src/organization/level';
import { carryOut, type Command } from './command';
import { plantTree } from './plant-tree';

const COMMANDS: Command[] = [
  { key: null, name: 'plan', organization: 1, days: 20, pilot: false },
  { key: null, name: 'plan', organization: 2, days: null, pilot: true },
  { key: null, name: 'plan', organization: 3, days: 5, pilot: false },
  { key: null, name: 'plan', organization: 4, days: 10, pilot: false },
  { key: null, name: 'report', organization: 3, days: -1, attended: 90 },
  { key: null, name: 'turnDay', days: 30 },
  { key: null, name: 'postpone', organization: 1, days: null },
  { key: null, name: 'setPilot', organization: 2, pilot: false },
  { key: null, name: 'cancel', organization: 4 },
  { key: null, name: 'reinstate', organization: 4 },
  { key: null, name: 'reschedule', organization: 1, days: 7 },
  { key: null, name: 'reportAll', organizations: [2, 4], days: -3 },
  { key: null, name: 'correct', organization: 3, days: -2, attended: 91 },
  { key: null, name: 'retract', organization: 4 },
  { key: null, name: 'turnDay', days: 20 },
];

/** `O0` over `O1` and `O2`; `O3` and `O4` below `O1`. The log ends at position 16. */
export async function playSmallCampaign(dataSource: DataSource): Promise<void> {
  await plantTree(dataSource, {
    parents: [0, 0, 1, 1],
    levels: [Level.CENTRAL, Level.CENTRALLY_RUN, Level.CENTRALLY_RUN, Level.UPPER_GRASSROOTS, Level.GRASSROOTS],
    deadlines: { UPPER_GRASSROOTS: '2020-03-20', GRASSROOTS: '2020-06-30', CENTRALLY_RUN: '2020-03-25' },
    today: '2020-03-01',
  });
  for (const command of COMMANDS) await carryOut(dataSource, command);
}
