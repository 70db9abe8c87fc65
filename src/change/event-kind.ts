/** The enum of all kinds of events: each noun adds its own, so that one list names whatever the log tells. */
import { registerEnumType } from 'type-graphql';

export interface NamedKind {
  /** As the API names it, such as `RATING_RECORDED`. */
  name: string;
  /** What happened, as a sentence. */
  description: string;
}

/** Kinds as entries of the log have them, by their names in the API. */
export const EventKind: Record<string, string> = {};

const descriptions: Record<string, { description: string }> = {};

registerEnumType(EventKind, {
  name: 'EventKind',
  description: 'What happened: the noun first, then the verb.',
  valuesConfig: descriptions,
});

/** Before the schema is built. Each kind of the log has one name. */
export function nameKinds(kinds: Readonly<Record<string, NamedKind>>): void {
  for (const [kind, { name, description }] of Object.entries(kinds)) {
    if (name in EventKind) throw new Error(`Two nouns have events of the kind ${name}.`);
    EventKind[name] = kind;
    descriptions[name] = { description };
  }
}
