/** An item of a batch that was left out, as the API tells it. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PROBLEM_CODES, type ProblemCode } from '../problem';

const CODES = Object.keys(PROBLEM_CODES) as ProblemCode[];
const CodeEnum = Object.fromEntries(CODES.map((code) => [code, code]));

registerEnumType(CodeEnum, {
  name: 'ProblemCode',
  description: 'What went wrong, as `extensions.code` of errors says it, too.',
  valuesConfig: Object.fromEntries(CODES.map((code) => [code, { description: PROBLEM_CODES[code].meaning }])),
});

@ObjectType({ description: 'An item of a batch that was left out, as `skipBad` asks for.' })
export class RefusedItem {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => CodeEnum, { description: 'Why it was refused.' })
  code!: ProblemCode;

  @Field(() => String, { nullable: true, description: 'The argument at fault, such as `input.reports.3.heldOn`.' })
  argument?: string;

  @Field(() => String, { description: 'What is wrong, and what to do.' })
  message!: string;
}
