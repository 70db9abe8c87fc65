/** What one setting takes: how its text is parsed, and the one line that is said of a text that it does not take. */
import { Problem } from '../problem';
import { plain } from '../words/message';

export interface Rule<Value> {
  /** Undefined for a text that is not taken. */
  parse: (text: string) => Value | undefined;
  /** What follows the name of the setting then: what it is, and what to write instead. */
  refuse: (text: string) => string;
}

export function rule<Value>(parse: Rule<Value>['parse'], use: string): Rule<Value> {
  return { parse, refuse: (text) => `is "${text}". Use ${use}.` };
}

/** `name` is that of a variable, or of an option of the command line. Throws the Problem that names it. */
export function accept<Value>(name: string, text: string, { parse, refuse }: Rule<Value>): Value {
  const value = parse(text);
  if (value === undefined) throw wrongSetting(name, refuse(text));
  return value;
}

export function wrongSetting(name: string, what: string): Problem {
  return new Problem('BAD_USER_INPUT', plain`${name} ${what}`, { argument: name });
}

export const WHOLE = /^\d+$/;
export const DECIMAL = /^\d+(\.\d+)?$/;

export function between(least: number, most: number, notation = /\S/): (text: string) => number | undefined {
  return (text) => {
    const number = Number(text);
    return notation.test(text) && number >= least && number <= most ? number : undefined;
  };
}

export function oneOf<Value extends string>(values: readonly Value[]): Rule<Value> {
  return rule((text) => values.find((each) => each === text), `one of ${values.join(', ')}`);
}

/** Reads variables: undefined for one that is absent. An empty one counts as absent, as compose files and shells leave them. */
export interface Variables {
  text: (name: string) => string | undefined;
  take: <Value>(name: string, rule: Rule<Value>) => Value | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function readVariables(environment: Environment): Variables {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  return {
    text,
    take: (name, taken) => {
      const given = text(name);
      return given === undefined ? undefined : accept(name, given, taken);
    },
  };
}
