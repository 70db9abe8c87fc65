/** The scalar `Percentage`: a percentage as it was published, text or a number, kept digit by digit. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { shorten } from '../text/shorten';
import { RequestError } from './request-error';
import { say } from '../words/message';

const PERCENTAGE = /^([+-]?)(\d{1,9})(?:[.,](\d{1,9}))?\s*%?$/;

function parsePercentage(value: unknown, node?: ValueNode): string {
  // The shortest text that means a number is the one that was written, but for zeros at its end.
  const text = typeof value === 'number' ? String(value) : value;
  const [, sign, whole, decimals] = PERCENTAGE.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  if (whole !== undefined) {
    return `${sign === '-' ? '-' : ''}${Number(whole)}${decimals === undefined ? '' : `.${decimals}`}`;
  }
  const what = typeof text === 'string' ? JSON.stringify(shorten(text)) : say`That value`;
  throw new RequestError(
    say`${what} is not a percentage. Write it as it was published, for example "20.7" or "20,7 %".`,
    {
      ...(node === undefined ? {} : { nodes: node }),
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

function textOf(node: ValueNode): string | undefined {
  const isText = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
  return isText ? node.value : undefined;
}

/** Inside the program a text with a point and without a percent sign: `20.7`. */
export const PercentageScalar = new GraphQLScalarType<string, string>({
  name: 'Percentage',
  description:
    'A percentage as it was published: a number, or a string with a decimal point or comma, with or without the percent sign: 20.7, "20.70", "20,7 %". Exact: it is never turned into a binary fraction. In answers a string: "20.7".',
  serialize: String,
  parseValue: (value) => parsePercentage(value),
  parseLiteral: (node) => parsePercentage(textOf(node), node),
});
