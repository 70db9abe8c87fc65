/** Draws what an oracle's run does: who follows what, what is changed, and what goes wrong meanwhile. */
import * as fc from 'fast-check';
import { change, type Change } from './oracle-change';
import type { Wanted } from './oracle-log';
import { AREA_ONE, AREA_TWO, BOTTOM, DISTRICT_ONE, ROOT } from './oracle-tree';

export interface Follower extends Wanted {
  selection: 'flat' | 'nested' | 'deep';
}

/** A state has no start. */
export type Start = 'new' | 'zero' | 'old' | 'oldForm' | 'newest';

/** `who`, `server` and `among` are taken modulo what there is. */
export type Step =
  | { do: 'subscribe'; follower: number; start: Start; server: number; times: number }
  | { do: 'leave' | 'cut' | 'halfClose' | 'move' | 'toggleRefusal'; who: number }
  | { do: 'toggleStall'; who: number; readsOnly: boolean; noticed: boolean }
  | { do: 'change'; server: number; changes: Change[]; waits: boolean }
  | { do: 'catchUp'; who: number }
  | { do: 'calm' }
  | { do: 'endListeners' }
  | { do: 'toggleServer'; server: number; signal: 'SIGKILL' | 'SIGTERM' }
  | { do: 'toggleDatabase'; how: 'stop' | 'kill' }
  | { do: 'cutDatabase' | 'toggleDatabaseStall' }
  | { do: 'lag' | 'remember' | 'restore' }
  | { do: 'promote'; how: 'cut' | 'silent'; level: boolean };

export interface Script {
  followers: Follower[];
  steps: Step[];
}

/** What each viewer may ask for: at and below their own organization. */
const VISIBLE: Record<string, readonly (string | null)[]> = {
  [ROOT]: [null, ROOT, AREA_ONE, DISTRICT_ONE, AREA_TWO, BOTTOM],
  [AREA_ONE]: [null, AREA_ONE, DISTRICT_ONE, BOTTOM],
  [DISTRICT_ONE]: [null, DISTRICT_ONE, BOTTOM],
  [AREA_TWO]: [null, AREA_TWO],
};

/** The totals of those above are public. */
const ABOVE: Record<string, readonly string[]> = {
  [AREA_ONE]: [ROOT],
  [DISTRICT_ONE]: [ROOT, AREA_ONE],
  [AREA_TWO]: [ROOT],
};

const follower: fc.Arbitrary<Follower> = fc
  .tuple(
    fc.constantFrom(...Object.keys(VISIBLE)),
    fc.constantFrom('congressCompleted' as const, 'congressChanged' as const, 'progress' as const),
  )
  .chain(([viewer, field]) =>
    fc.record({
      field: fc.constant(field),
      viewer: fc.constant(viewer),
      within: fc.constantFrom(...(VISIBLE[viewer] ?? []), ...(field === 'progress' ? (ABOVE[viewer] ?? []) : [])),
      level: fc.constantFrom(null, null, 'GRASSROOTS', 'UPPER_GRASSROOTS'),
      pilot: fc.constantFrom(null, null, true, false),
      selection: fc.constantFrom('flat' as const, 'nested' as const, 'deep' as const),
    }),
  );

const nat = fc.nat(999);
const start = fc.constantFrom<Start>('new', 'zero', 'old', 'oldForm', 'newest');

function draw(name: Step['do'], rest: object = {}): fc.Arbitrary<Step> {
  return fc.record({ do: fc.constant(name), ...rest }, { noNullPrototype: true }) as unknown as fc.Arbitrary<Step>;
}

const subscribe = draw('subscribe', { follower: nat, start, server: nat, times: fc.integer({ min: 1, max: 3 }) });
const changes = fc.array(change, { minLength: 1, maxLength: 8 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: draw('change', { server: nat, changes, waits: fc.boolean() }) },
  { weight: 4, arbitrary: subscribe },
  { weight: 2, arbitrary: draw('leave', { who: nat }) },
  { weight: 4, arbitrary: draw('cut', { who: nat }) },
  { weight: 1, arbitrary: draw('halfClose', { who: nat }) },
  { weight: 2, arbitrary: draw('move', { who: nat }) },
  { weight: 1, arbitrary: draw('toggleRefusal', { who: nat }) },
  {
    weight: 4,
    arbitrary: draw('toggleStall', { who: nat, readsOnly: fc.boolean(), noticed: fc.constantFrom(false, false, true) }),
  },
  { weight: 4, arbitrary: draw('catchUp', { who: nat }) },
  { weight: 1, arbitrary: draw('calm') },
  { weight: 2, arbitrary: draw('endListeners') },
  { weight: 3, arbitrary: draw('toggleServer', { server: nat, signal: fc.constantFrom('SIGKILL', 'SIGTERM') }) },
  { weight: 2, arbitrary: draw('toggleDatabase', { how: fc.constantFrom('stop', 'kill') }) },
  { weight: 1, arbitrary: draw('cutDatabase') },
  { weight: 2, arbitrary: draw('toggleDatabaseStall') },
  { weight: 1, arbitrary: draw('lag') },
  { weight: 1, arbitrary: draw('promote', { how: fc.constantFrom('cut', 'cut', 'silent'), level: fc.boolean() }) },
  { weight: 1, arbitrary: draw('remember') },
  { weight: 1, arbitrary: draw('restore') },
);

/** Every third has a twin that asks for the very same, with other rights. */
function withTwin(one: Follower, index: number): Follower[] {
  if (index % 3 > 0) return [one];
  return [ROOT, AREA_TWO, one.viewer].map((viewer) => ({ ...one, viewer, within: null }));
}

/** Few different followers, so that many ask for the same. */
export const script: fc.Arbitrary<Script> = fc.record({
  followers: fc.array(follower, { minLength: 3, maxLength: 8 }).map((drawn) => drawn.flatMap(withTwin)),
  steps: fc
    .tuple(
      fc.array(subscribe, { minLength: 4, maxLength: 8 }),
      fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
    )
    .map(([first, rest]) => [...first, ...rest]),
});
