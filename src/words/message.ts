/** What is said to people: a sentence with places for values, which can be said in every language that the catalogue has (docs/decisions/0042). Pure. */

/** A value is written as whoever is told has such values; a part that has words is a message of its own. */
type Value = string | number | FieldName | Message;

/** How sentences are written for whoever is told: in their language, with what they call things. */
export interface Wording {
  /** Whether they fill in files, and use neither fields nor mutations of the API. */
  isForFiles: boolean;
  /** The sentence for an English one, with the same places for values. */
  sentence: (template: string) => string;
  value: (value: string | number) => string;
  field: (name: string) => string;
}

/** The name of a field of the API: people who fill in files know it as a column. */
export class FieldName {
  constructor(readonly name: string) {}
}

/** What stands in quotation marks is repeated as it was written. */
const PLACE = /"\{(\d+)\}"|\{(\d+)\}/g;

/** As users of the API are told it, in English. */
const OF_THE_API: Wording = {
  isForFiles: false,
  sentence: (template) => template,
  value: String,
  field: (name) => name,
};

export class Message {
  private forFiles: Message | undefined;

  constructor(
    /** The English sentence, with `{0}`, `{1}` … where its values go. */
    readonly template: string,
    readonly values: readonly Value[] = [],
  ) {}

  /** The same sentence about other values. */
  with(values: readonly Value[]): Message {
    return new Message(this.template, values);
  }

  /** Says something else to people who fill in files: for them a mutation is no way out. */
  inFiles(sentence: Message): this {
    this.forFiles = sentence;
    return this;
  }

  /** In English: as logs and `Error.message` have it. */
  toString(): string {
    return this.write(OF_THE_API);
  }

  write(wording: Wording): string {
    if (wording.isForFiles && this.forFiles !== undefined) return this.forFiles.write(wording);
    return wording.sentence(this.template).replace(PLACE, (_place, quoted?: string, bare?: string) => {
      const value = this.values[Number(quoted ?? bare)] ?? '';
      const written =
        value instanceof Message
          ? value.write(wording)
          : value instanceof FieldName
            ? wording.field(value.name)
            : quoted === undefined
              ? wording.value(value)
              : String(value);
      return quoted === undefined ? written : `"${written}"`;
    });
  }
}

/** The messages one after the other, with this between them. */
export function joinMessages(messages: readonly Message[], between: string): Message {
  return new Message(messages.map((_each, index) => `{${index}}`).join(between), messages);
}

/** What users of the API, and people who import and export files, are told. A test demands each of these sentences in every language. */
export function say(sentence: TemplateStringsArray, ...values: readonly Value[]): Message {
  return new Message(templateOf(sentence), values);
}

/** What only operators are told, of the machine and its settings, and the log: in English. A test keeps it out of whatever the API can reach. */
export function plain(sentence: TemplateStringsArray, ...values: readonly Value[]): Message {
  return new Message(templateOf(sentence), values);
}

/** The written form of a template literal: `There is no "{0}".` */
function templateOf([first = '', ...others]: readonly string[]): string {
  return others.reduce((written, part, index) => `${written}{${index}}${part}`, first);
}
