/** A small country with a past: three areas of two districts each, all of their congresses planned, many once reported. */
import type { DataSource } from 'typeorm';
import { Level } from '../../src/organization/level';
import { carryOut, type Command } from './command';
import { codeOf, plantTree } from './plant-tree';

const { CENTRAL, CENTRALLY_RUN, UPPER_GRASSROOTS, GRASSROOTS } = Level;

/** Of each area: itself, a district with three below it, another with two, and one directly below the area. */
const AREA: readonly [level: Level, parent: number][] = [
  [CENTRALLY_RUN, -1],
  [UPPER_GRASSROOTS, 0],
  [GRASSROOTS, 1],
  [GRASSROOTS, 1],
  [GRASSROOTS, 1],
  [UPPER_GRASSROOTS, 0],
  [GRASSROOTS, 5],
  [GRASSROOTS, 5],
  [GRASSROOTS, 0],
];
const AREAS = 3;

export const ORACLE_SIZE = 1 + AREAS * AREA.length;

/** Codes of the first area and of its first district, of the second area, of a body at the very bottom. */
export const ROOT = codeOf(0);
export const AREA_ONE = codeOf(1);
export const DISTRICT_ONE = codeOf(2);
export const AREA_TWO = codeOf(1 + AREA.length);
export const BOTTOM = codeOf(3);

/** A congress has the number of its organization; ids begin with 1. */
export async function plantOracleTree(dataSource: DataSource): Promise<void> {
  const areas = Array.from({ length: AREAS }, (_, area) => area);
  await plantTree(dataSource, {
    parents: areas.flatMap((area) => AREA.map(([, parent]) => (parent < 0 ? 0 : 1 + area * AREA.length + parent))),
    levels: [CENTRAL, ...areas.flatMap(() => AREA.map(([level]) => level))],
    deadlines: { GRASSROOTS: '2020-03-04', UPPER_GRASSROOTS: '2020-03-20' },
    today: '2020-03-01',
  });
  for (const command of pastOf()) await carryOut(dataSource, command);
}

/** More events than a page of the log has. */
function pastOf(): Command[] {
  const all = Array.from({ length: ORACLE_SIZE }, (_, organization) => organization);
  const round: Command[] = [
    { key: null, name: 'reportAll', organizations: all, days: -5 },
    ...all.map((organization): Command => ({ key: null, name: 'retract', organization })),
  ];
  const pilots = all.filter((organization) => organization % 3 === 0);
  return [
    ...all.map((organization): Command => ({ key: null, name: 'plan', organization, days: 5, pilot: false })),
    ...round,
    ...pilots.map((organization): Command => ({ key: null, name: 'setPilot', organization, pilot: true })),
    ...round,
    { key: null, name: 'turnDay', days: 1 },
    ...round,
    ...round,
  ];
}
