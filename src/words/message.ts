/** What is said to people: a sentence with places for values, which can be said in every language that the catalogue has (docs/decisions/0042). Pure. */

/** A value is the same in every language; a part that is not is a message of its own. */
type Value = string | number | Message;

/** Writes the sentence for a template and its values: another language has a template of its own. */
type Translate = (template: string) => string;

const PLACE = /\{(\d+)\}/g;

export class Message {
  constructor(
    /** The English sentence, with `{0}`, `{1}` … where its values go. */
    readonly template: string,
    readonly values: readonly Value[] = [],
  ) {}

  /** The same sentence about other values. */
  with(values: readonly Value[]): Message {
    return new Message(this.template, values);
  }

  /** In English: as logs, the command line and `Error.message` have it. */
  toString(): string {
    return this.write((template) => template);
  }

  write(translate: Translate): string {
    return translate(this.template).replace(PLACE, (_place, index: string) => {
      const value = this.values[Number(index)] ?? '';
      return value instanceof Message ? value.write(translate) : String(value);
    });
  }
}

/** What users of the API are told. A test demands each of these sentences in every language. */
export function say(sentence: TemplateStringsArray, ...values: readonly Value[]): Message {
  return new Message(templateOf(sentence), values);
}

/** What only operators are told, at the command line and in the log: in English. A test keeps it out of whatever the API can reach. */
export function plain(sentence: TemplateStringsArray, ...values: readonly Value[]): Message {
  return new Message(templateOf(sentence), values);
}

/** The written form of a template literal: `There is no "{0}".` */
function templateOf([first = '', ...others]: readonly string[]): string {
  return others.reduce((written, part, index) => `${written}{${index}}${part}`, first);
}
