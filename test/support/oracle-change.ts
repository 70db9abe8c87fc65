/** Mutations that the oracle's scripts draw, as they are sent to a server. */
import * as fc from 'fast-check';
import { addDays } from '../../src/day';
import { toGlobalId } from '../../src/api/node';
import { ORACLE_SIZE } from './oracle-tree';
import { codeOf } from './plant-tree';

export type Change =
  | { name: 'reportCongressCompleted' | 'rescheduleCongress' | 'postponeCongress'; of: number; days: number }
  | { name: 'correctCongressReport'; of: number; days: number }
  | { name: 'retractCongressReport' | 'cancelCongress' | 'reinstateCongress'; of: number }
  | { name: 'setCongressPilot'; of: number; pilot: boolean }
  | { name: 'reportCongressesCompleted'; all: readonly number[]; days: number }
  | { name: 'turnDay' };

/** Days that have passed, or are to come, on whichever day the campaign stands. */
const HELD_FROM = '2020-01-05';
const PLANNED_FROM = '2020-09-01';
const REASON = 'Because the oracle says so.';

export function toMutation(change: Change): { query: string; input: Record<string, unknown> } {
  const { name } = change;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const selection = name === 'reportCongressesCompleted' ? 'position cursor reported { position }' : 'position cursor';
  return {
    query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`,
    input: inputOf(change),
  };
}

function inputOf(change: Change): Record<string, unknown> {
  switch (change.name) {
    case 'turnDay':
      return {};
    case 'reportCongressesCompleted': {
      const heldOn = addDays(HELD_FROM, change.days);
      return { reports: change.all.map((index) => ({ organization: codeOf(index), heldOn })) };
    }
    case 'reportCongressCompleted':
      return { organization: codeOf(change.of), heldOn: addDays(HELD_FROM, change.days) };
    case 'rescheduleCongress':
      return { organization: codeOf(change.of), plannedOn: addDays(PLANNED_FROM, change.days) };
    case 'postponeCongress': {
      const plannedOn = change.days % 2 === 0 ? null : addDays(PLANNED_FROM, change.days);
      return { organization: codeOf(change.of), plannedOn, reason: REASON };
    }
    case 'correctCongressReport':
      return { congressId: congressIdOf(change.of), heldOn: addDays(HELD_FROM, change.days), reason: REASON };
    case 'retractCongressReport':
      return { congressId: congressIdOf(change.of), reason: REASON };
    case 'cancelCongress':
      return { organization: codeOf(change.of), reason: REASON };
    case 'reinstateCongress':
      return { organization: codeOf(change.of) };
    case 'setCongressPilot':
      return { organization: codeOf(change.of), pilot: change.pilot };
  }
}

/** Congresses were planned in the order of their organizations. */
function congressIdOf(organization: number): string {
  return toGlobalId('Congress', organization + 1);
}

const of = fc.nat(ORACLE_SIZE - 1);
const days = fc.nat(50);
const all = fc.uniqueArray(of, { minLength: 4, maxLength: 20 });

function draw(name: Change['name'], rest: object): fc.Arbitrary<Change> {
  return fc.record({ name: fc.constant(name), ...rest }, { noNullPrototype: true }) as fc.Arbitrary<Change>;
}

/** Much is refused, because of the state that a congress is in. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: draw('reportCongressCompleted', { of, days }) },
  { weight: 5, arbitrary: draw('reportCongressesCompleted', { all, days }) },
  { weight: 4, arbitrary: draw('correctCongressReport', { of, days }) },
  { weight: 5, arbitrary: draw('retractCongressReport', { of }) },
  { weight: 3, arbitrary: draw('rescheduleCongress', { of, days }) },
  { weight: 3, arbitrary: draw('postponeCongress', { of, days }) },
  { weight: 2, arbitrary: draw('cancelCongress', { of }) },
  { weight: 3, arbitrary: draw('reinstateCongress', { of }) },
  { weight: 3, arbitrary: draw('setCongressPilot', { of, pilot: fc.boolean() }) },
  { weight: 1, arbitrary: draw('turnDay', {}) },
);
