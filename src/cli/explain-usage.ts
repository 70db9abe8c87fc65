/** Says what commander finds wrong with a command line, in the language of the command. */
import { Message, say } from '../words/message';
import { sentencesOf, type MessageLanguage } from '../words/translate';

type Explain = (first: string, second: string, third: string) => Message;

/** By what commander says, without what it suggests. */
const MISTAKES: readonly (readonly [RegExp, Explain])[] = [
  [/^unknown option '(.+)'$/, (option) => say`unknown option '${option}'.`],
  [/^missing required argument '(.+)'$/, (argument) => say`missing required argument '${argument}'.`],
  [/^required option '(.+)' not specified$/, (option) => say`required option '${option}' not specified.`],
  [
    /^option '(.+?)' cannot be used with option '(.+)'$/,
    (option, other) => say`option '${option}' cannot be used with option '${other}'.`,
  ],
  [/^option '(.+)' argument missing$/, (option) => say`option '${option}' argument missing.`],
  [
    /^option '(.+?)' argument '([^]*)' is invalid\. (.+)$/,
    (option, given, rule) => say`option '${option}' argument '${given}' is invalid. ${explainRule(rule)}`,
  ],
  [
    /^command-argument value '([^]*)' is invalid for argument '(.+?)'\. (.+)$/,
    (given, argument, rule) => say`'${given}' is invalid for argument '${argument}'. ${explainRule(rule)}`,
  ],
  [
    /^too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+)\.?$/,
    (command, most, given) => say`too many arguments for '${command}': ${given}, of at most ${most}.`,
  ],
];

function explainRule(rule: string): Message {
  const [, choices] = /^Allowed choices are (.+)\.$/.exec(rule) ?? [];
  return choices === undefined ? new Message(rule) : say`Allowed choices are ${choices}.`;
}

/** One line, which ends with where to read more. What is not known here stays as commander says it. */
export function explainUsage(complaint: string, language: MessageLanguage): string {
  const [, problem = complaint, suggested] = /^([^]*?) ?\(Did you mean (?:one of )?(.+)\?\)$/.exec(complaint) ?? [];
  const known = MISTAKES.flatMap(([pattern, explain]) => {
    const [, first = '', second = '', third = ''] = pattern.exec(problem) ?? [];
    return first === '' ? [] : [explain(first, second, third)];
  });
  const mistake = known[0] ?? say`${/[.)]$/.test(problem) ? problem : `${problem}.`}`;
  const whole =
    suggested === undefined
      ? say`${mistake} See giaoban --help.`
      : say`${mistake} Did you mean ${suggested}? See giaoban --help.`;
  return whole.write({
    isForFiles: true,
    sentence: sentencesOf(language),
    value: String,
    field: (name) => name,
  });
}
