/** Describes a record noun once: the type of its events and the answers of its mutations follow from it. */
import { Field, ObjectType, type ClassType } from 'type-graphql';
import { Node } from '../api/node';
import { ChangePayload, payloadType, placeOf } from '../change/change-payload';
import { LogEvent } from '../change/event';
import { describeEvents, type EventsOf } from '../change/events-of';
import type { LogEntry } from '../feed/log-entry';
import { kindOf, recordOf, type RecordNoun } from './noun';

interface Description<Name extends string, Thing extends object> {
  noun: RecordNoun;
  type: new () => Thing;
  /** Of its type in the schema, such as `WorkItem`. */
  typeName: string;
  /** Of the field that has it in events and answers, such as `workItem`. */
  field: Name;
  /** As in a sentence, such as `work item`. */
  words: string;
  /** What can happen to it, by the verbs in the kinds of its entries. */
  happens: Readonly<Record<string, Happening>>;
  /** Whether its events concern what lies below its organization, too. */
  reachDown?: boolean;
  /** As the entry has it. */
  toThing?: (entry: LogEntry) => Thing;
}

/** A sentence on what happened; with a name where the API's verb is not that of the kind. */
type Happening = string | { verb: string; description: string };

type With<Name extends string, Thing> = Record<Name, Thing>;

export interface DescribedRecord<Name extends string, Thing extends object> extends EventsOf<
  LogEvent & With<Name, Thing>
> {
  noun: RecordNoun;
  toThing: (entry: LogEntry) => Thing;
  /** The type of the answer to a mutation, by the name of the mutation with a capital. */
  payload: (mutation: string, description: string) => ClassType<ChangePayload & With<Name, Thing>>;
  toPayload: (entry: LogEntry, epoch: string) => ChangePayload & With<Name, Thing>;
}

export function describeRecord<Name extends string, Thing extends object>(
  described: Description<Name, Thing>,
): DescribedRecord<Name, Thing> {
  const {
    noun,
    type,
    typeName,
    field,
    words,
    reachDown = false,
    toThing = (entry) => recordOf(type, entry),
  } = described;
  const withThing = (entry: LogEntry) => ({ [field]: toThing(entry) }) as With<Name, Thing>;
  const addThing = (target: object): void => {
    Field(() => type, { description: `The ${words} as of the event.` })(target, field);
  };

  abstract class RecordPayload extends ChangePayload {}
  ObjectType()(RecordPayload);
  addThing(RecordPayload.prototype);

  class RecordEvent extends LogEvent {}
  const name = `${typeName}Event`;
  ObjectType(name, { description: `Something that happened to ${withArticle(words)}.`, implements: [LogEvent, Node] })(
    RecordEvent,
  );
  addThing(RecordEvent.prototype);

  return {
    noun,
    toThing,
    ...describeEvents({
      type: RecordEvent as ClassType<LogEvent & With<Name, Thing>>,
      name,
      kinds: nameHappenings(described),
      reachDown,
      own: withThing as (entry: LogEntry) => never,
    }),
    payload: (mutation, description) =>
      payloadType(
        RecordPayload as unknown as abstract new () => ChangePayload & With<Name, Thing>,
        `${mutation}Payload`,
        description,
      ),
    toPayload: (entry, epoch) => ({ ...placeOf(entry, epoch), ...withThing(entry) }),
  };
}

function nameHappenings({ noun, happens }: Pick<Description<string, object>, 'noun' | 'happens'>) {
  const kinds = Object.entries(happens).map(([verb, happening]) => {
    const named = typeof happening === 'string' ? { verb, description: happening } : happening;
    return [kindOf(noun, verb), { name: `${noun.name}_${named.verb}`, description: named.description }] as const;
  });
  return Object.fromEntries(kinds);
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
