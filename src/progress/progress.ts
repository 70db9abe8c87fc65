/** The progress of one organization's subtree, as of one day, at one position of the log. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Day } from '../day';
import { toCursor, type LogPlace } from '../feed/cursor';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { Level } from '../organization/level';
import { Node } from '../api/node';
import { countsOf, type TotalsRow } from './figure';
import { Figures, figuresOf } from './figures';

/** How many organizations an event has the totals of: its own, and those above. */
export const USUAL_PATH = 5;

@ObjectType({
  implements: [Figures, Node],
  description:
    'How far the campaign is, over the congresses of an organization and of all below it, as of one day and at one position of the log.',
})
export class Progress extends Figures {
  id!: string;

  /** Ids from the root down to the organization. */
  path!: readonly number[];

  /** All of its counts, in the layout of figure.ts. */
  totals!: TotalsRow;

  /** The place in the log at which the figures were true. */
  place!: LogPlace;

  /** The day that was asked for; null for today, which turns. */
  fixedOn!: Day | null;

  /** The entry of the log that has these totals; undefined when they were read as they are. */
  recorded?: { position: number };

  @Field(() => Level, { nullable: true, description: 'The level whose congresses are counted; all when null.' })
  level!: Level | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether only pilots (true) or only others (false) are counted; all when null.',
  })
  pilot!: boolean | null;

  @Field(() => DayScalar, { description: 'The day as of which the figures are.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor: how many events the figures take in.' })
  position!: number;
}

/** Which figures are asked for, of whichever organization. */
export interface ProgressScope {
  level: Level | null;
  pilot: boolean | null;
  /** Null for today. */
  fixedOn: Day | null;
}

export function toProgress(
  path: readonly number[],
  totals: TotalsRow,
  scope: ProgressScope & { asOf: Day },
  place: LogPlace,
): Progress {
  return Object.assign(new Progress(), figuresOf(countsOf(totals, scope.level, scope.pilot)), scope, {
    path,
    totals,
    place,
    cursor: cursorAt(place),
    position: place.position,
  });
}

const cursors = new WeakMap<LogPlace, string>();

/** All rows of an answer are of one place. */
function cursorAt(place: LogPlace): string {
  const cursor = cursors.get(place) ?? toCursor(place);
  cursors.set(place, cursor);
  return cursor;
}

export enum ProgressOrder {
  CODE = 'CODE',
  NAME = 'NAME',
  RATE_DESC = 'RATE_DESC',
  RATE_ASC = 'RATE_ASC',
  COMPLETED_DESC = 'COMPLETED_DESC',
  OVERDUE_DESC = 'OVERDUE_DESC',
}

export enum Interval {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

registerEnumType(ProgressOrder, {
  name: 'ProgressOrder',
  description: 'How rows of progress are ordered. Ties are broken by code.',
  valuesConfig: {
    CODE: { description: 'By the code of the organization.' },
    NAME: { description: 'By the name of the organization, as Vietnamese sorts.' },
    RATE_DESC: {
      description:
        'Furthest ahead first, and of equal rates the one with more completed; those with nothing planned last.',
    },
    RATE_ASC: {
      description:
        'Furthest behind first, and of equal rates the one with fewer completed; those with nothing planned last.',
    },
    COMPLETED_DESC: { description: 'Most completed first.' },
    OVERDUE_DESC: { description: 'Most overdue first.' },
  },
});

registerEnumType(Interval, {
  name: 'Interval',
  description: 'How far the points of a timeline lie apart.',
  valuesConfig: {
    DAY: { description: 'Every day.' },
    WEEK: { description: 'Every Sunday: weeks end on Sunday.' },
    MONTH: { description: 'Every last day of a month.' },
  },
});

@ObjectType({ description: 'A point of the timeline: cumulative counts at the end of the day.' })
export class ProgressPoint {
  @Field(() => DayScalar, { description: 'The day.' })
  day!: Day;

  @Field(() => Int, { description: 'Congresses due on or before the day, by the present plan.' })
  due!: number;

  @Field(() => Int, { nullable: true, description: 'Congresses held on or before the day; null after `asOf`.' })
  completed!: number | null;

  @Field(() => Int, {
    description:
      'By how much `due` has grown since the point before; at the first point it is all that was due by then.',
  })
  dueChange!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'By how much `completed` has grown since the point before, or shrunk where congresses left the plan; at the first point it is all that was held by then. Null after `asOf`.',
  })
  completedChange!: number | null;
}
