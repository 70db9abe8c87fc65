/** Draws trees, campaigns and what several writers do to them, for the property tests. */
import * as fc from 'fast-check';
import { addDays } from '../../src/day';
import { LEVELS } from '../../src/organization/level';
import type { Command } from './command';
import { ENDS_ON, STARTS_ON, type Tree } from './plant-tree';

export interface Scenario {
  tree: Tree;
  /** Two rounds, each with a list of commands for each writer. */
  rounds: Command[][][];
}

export const WRITERS = 3;
const DEEPEST = 5;
const COMMANDS = 40;
const WINDOW_DAYS = Math.round((Date.parse(ENDS_ON) - Date.parse(STARTS_ON)) / 86_400_000);

const deadline = fc.option(
  fc.integer({ min: 0, max: WINDOW_DAYS }).map((days) => addDays(STARTS_ON, days)),
  { freq: 3 },
);

/** Parents by index; whoever would stand too deep goes to the root. */
function parentsOf(choices: readonly number[]): number[] {
  const depths = [1];
  return choices.map((choice, index) => {
    const wanted = choice % (index + 1);
    const parent = (depths[wanted] ?? 1) < DEEPEST ? wanted : 0;
    depths.push((depths[parent] ?? 1) + 1);
    return parent;
  });
}

const tree = fc
  .record({
    choices: fc.array(fc.nat(1_000), { minLength: 9, maxLength: 29 }),
    levels: fc.array(fc.constantFrom(...LEVELS), { minLength: 30, maxLength: 30 }),
    CENTRAL: deadline,
    CENTRALLY_RUN: deadline,
    UPPER_GRASSROOTS: deadline,
    GRASSROOTS: deadline,
    started: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ choices, levels, started, ...deadlines }): Tree => ({
    parents: parentsOf(choices),
    levels: levels.slice(0, choices.length + 1),
    deadlines,
    today: addDays(STARTS_ON, started),
  }));

/** Every so often a command goes wrong on purpose: days that have passed, or lie outside the window. */
function commandIn(size: number): fc.Arbitrary<Command> {
  const organization = fc.nat(size - 1);
  const key = fc.option(fc.nat(5), { freq: 8 }).map((drawn) => drawn ?? null);
  const ahead = fc.integer({ min: -3, max: 120 });
  const back = fc.integer({ min: -90, max: 2 });
  const attended = fc.option(fc.integer({ min: 0, max: 100 }));
  const of = (name: string, rest: object): fc.Arbitrary<Command> =>
    fc.record({ name: fc.constant(name), key, ...rest }) as fc.Arbitrary<Command>;
  return fc.oneof(
    { weight: 6, arbitrary: of('plan', { organization, days: fc.option(ahead), pilot: fc.boolean() }) },
    { weight: 3, arbitrary: of('reschedule', { organization, days: ahead }) },
    { weight: 4, arbitrary: of('postpone', { organization, days: fc.option(ahead, { freq: 1 }) }) },
    { weight: 3, arbitrary: of('cancel', { organization }) },
    { weight: 4, arbitrary: of('reinstate', { organization }) },
    { weight: 4, arbitrary: of('setPilot', { organization, pilot: fc.boolean() }) },
    { weight: 6, arbitrary: of('report', { organization, days: back, attended }) },
    {
      weight: 4,
      arbitrary: of('reportAll', { organizations: fc.array(organization, { minLength: 1, maxLength: 4 }), days: back }),
    },
    { weight: 5, arbitrary: of('correct', { organization, days: fc.option(back), attended }) },
    { weight: 4, arbitrary: of('retract', { organization }) },
    { weight: 3, arbitrary: of('turnDay', { days: fc.option(fc.integer({ min: 0, max: 25 })) }) },
  );
}

/** In the first round every writer begins by planning what it can, so that there is something to change. */
function roundsIn(size: number): fc.Arbitrary<Command[][][]> {
  const list = fc.array(commandIn(size), { minLength: COMMANDS / 2, maxLength: COMMANDS });
  const lists = fc.array(list, { minLength: WRITERS, maxLength: WRITERS });
  const plans = fc.array(fc.record({ pilot: fc.boolean(), days: fc.option(fc.integer({ min: -20, max: 100 })) }), {
    minLength: size,
    maxLength: size,
  });
  return fc.tuple(plans, lists, lists).map(([first, one, two]) => {
    const planned = first.map((plan, organization): Command => ({ name: 'plan', key: null, organization, ...plan }));
    const begun = one.map((commands, writer) => [
      ...planned.filter((_, organization) => organization % (WRITERS + 1) === writer),
      ...commands,
    ]);
    return [begun, two];
  });
}

export const scenario: fc.Arbitrary<Scenario> = tree.chain((drawn) =>
  fc.record({ tree: fc.constant(drawn), rounds: roundsIn(drawn.levels.length) }),
);
