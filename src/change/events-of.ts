/** Describes once what can happen to the things of a noun: their kinds, the type of their events, its edges and pages follow. */
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { PageInfo, TOTAL_COUNT, TOTAL_COUNT_IS_EXACT, type Connection, type Count } from '../api/connection';
import { CursorScalar } from '../api/cursor-scalar';
import { toGlobalId } from '../api/node';
import { counting } from '../api/price';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';
import { type LogEvent } from './event';
import { nameKinds, type NamedKind } from './event-kind';

/** An event where somebody meets it: what comes before it depends on what they ask for. */
export interface EventEdge<Event extends LogEvent = LogEvent> {
  cursor: string;
  previousCursor: string | null;
  node: Event;
}

export interface EventConnection<Event extends LogEvent = LogEvent> extends Connection<Event> {
  edges: EventEdge<Event>[];
  /** The page is complete up to here. */
  position: number;
}

export interface EventsOf<Event extends LogEvent = LogEvent> {
  /** Of their type in the schema. */
  name: string;
  /** As entries of the log have them. */
  kinds: readonly string[];
  /** Those of the kinds that concern what lies below their organization, too. */
  reachingDown: readonly string[];
  Event: ClassType<Event>;
  Edge: ClassType<EventEdge<Event>>;
  Connection: ClassType<EventConnection<Event>>;
  toEvent: (entry: LogEntry, epoch: string) => Event;
}

interface Description<Event extends LogEvent> {
  /** The name of the type is the same. */
  type: ClassType<Event>;
  name: string;
  /** By the kinds of their entries. */
  kinds: Readonly<Record<string, NamedKind>>;
  /** Whether they concern what lies below their organization, too. */
  reachDown?: boolean;
  /** What the class adds to LogEvent. */
  own: (entry: LogEntry) => Omit<Event, keyof LogEvent>;
}

const byKind = new Map<string, EventsOf>();

export function describeEvents<Event extends LogEvent>(described: Description<Event>): EventsOf<Event> {
  const { type, name, kinds, own, reachDown = false } = described;
  nameKinds(kinds);
  const events: EventsOf<Event> = {
    name,
    Event: type,
    kinds: Object.keys(kinds),
    reachingDown: reachDown ? Object.keys(kinds) : [],
    ...eventPageTypes(name, type),
    toEvent: (entry, epoch) => {
      const { kind, position, recordedAt, actor: by, reason } = entry;
      const id = toGlobalId(name, keyOfEvent(entry));
      return Object.assign(new type(), { entry, epoch, id, kind, position, recordedAt, by, reason }, own(entry));
    },
  };
  for (const kind of events.kinds) byKind.set(kind, events);
  return events;
}

/** The events of every noun: kinds that this version does not know are not among them. */
export function everyEvent(): Pick<EventsOf, 'kinds' | 'reachingDown' | 'toEvent'> {
  const described = [...new Set(byKind.values())];
  return {
    kinds: described.flatMap(({ kinds }) => kinds),
    reachingDown: described.flatMap(({ reachingDown }) => reachingDown),
    toEvent: toAnyEvent,
  };
}

/** The events of the noun that the kind belongs to; undefined for a kind that this version does not know. */
export function eventsOfKind(kind: string): EventsOf | undefined {
  return byKind.get(kind);
}

function toAnyEvent(entry: LogEntry, epoch: string): LogEvent {
  const events = eventsOfKind(entry.kind);
  if (events === undefined) throw new Error(`No noun describes the kind ${entry.kind}.`);
  return events.toEvent(entry, epoch);
}

/** Position and mark: after a restore another entry may have the position. */
export function keyOfEvent({ position, mark }: Pick<LogEntry, 'position' | 'mark'>): string {
  return mark === null ? `${position}` : `${position}-${mark}`;
}

export function toEventEdge<Event extends LogEvent>(
  toEvent: EventsOf<Event>['toEvent'],
  entry: LogEntry,
  epoch: string,
  previous: string | undefined,
): EventEdge<Event> {
  return { cursor: cursorOf(entry, epoch), previousCursor: previous ?? null, node: toEvent(entry, epoch) };
}

/** The types `XEdge` and `XConnection` of a type of events. */
export function eventPageTypes<Event extends LogEvent>(
  name: string,
  type: ClassType<Event> | typeof LogEvent,
): Pick<EventsOf<Event>, 'Edge' | 'Connection'> {
  @ObjectType(`${name}Edge`, { description: 'An event in its place among those that were asked for.' })
  class Edge implements EventEdge<Event> {
    @Field(() => CursorScalar, { description: 'Where to go on from: pass it as `after`.' })
    cursor!: string;

    @Field(() => CursorScalar, {
      nullable: true,
      description:
        'Cursor of the event before this one among those that were asked for, whether or not this client got it; null when there is none. For the first event after an `after` it is that `after`. When it equals the cursor received last, nothing was missed.',
    })
    previousCursor!: string | null;

    @Field(() => type, { description: 'The event itself.' })
    node!: Event;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of events, in the order of their positions.' })
  class Connected implements EventConnection<Event> {
    @Field(() => [Edge], { description: 'The events of the page.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page is in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'The page is complete up to this position of the log.' })
    position!: number;

    countAll!: () => Promise<Count>;

    @Field(() => Int, { complexity: counting, description: TOTAL_COUNT })
    async totalCount(): Promise<number> {
      return (await this.countAll()).count;
    }

    @Field(() => Boolean, { complexity: counting, description: TOTAL_COUNT_IS_EXACT })
    async totalCountIsExact(): Promise<boolean> {
      return (await this.countAll()).isExact;
    }
  }
  return { Edge, Connection: Connected };
}
