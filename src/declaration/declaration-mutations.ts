/** The mutations of declared totals in the API: what each takes, calls and answers. */
import { Arg, Ctx, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { DayScalar } from '../api/day-scalar';
import { answerMutation } from '../change/answer-mutation';
import { IfPosition } from '../change/if-position';
import { KeyedInput } from '../change/keyed-input';
import type { Day } from '../day';
import { Level } from '../organization/level';
import { describeLength, NOTE, REASON, upTo } from '../text/text-rule';
import { DECLARATIONS } from './declaration';
import { recordDeclaration, retractDeclaration } from './record-declaration';

@InputType()
abstract class ChangeOfDeclaration extends KeyedInput {
  @Field(() => String, { description: 'Code of the organization.' })
  organization!: string;

  @Field(() => Level, { nullable: true, description: 'The level whose congresses are meant; all levels when absent.' })
  level?: Level | null;

  @IfPosition('the declaration')
  ifPosition?: number | null;
}

@InputType({ description: 'How many congresses were held at and below an organization, by its own account.' })
class RecordDeclarationInput extends ChangeOfDeclaration {
  @Field(() => Int, {
    description:
      'Congresses held at and below the organization. More than are planned is a gap to look into; more than twice the organizations there plus ten is refused as a typing mistake.',
  })
  completed!: number;

  @Field(() => DayScalar, { description: 'The day up to which they were held: within the campaign, not after today.' })
  asOf!: Day;

  @Field(() => String, { nullable: true, description: `A remark, ${upTo(NOTE)}.` })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Why: ${upTo(REASON)}. Required when the day is before that of the declaration in force: it then goes back to an earlier figure.`,
  })
  reason?: string | null;
}

@InputType({ description: 'A declaration that is taken back.' })
class RetractDeclarationInput extends ChangeOfDeclaration {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}

const RecordDeclarationPayload = DECLARATIONS.payload(
  'RecordDeclaration',
  'The declaration is recorded, or was already when the same one was sent again.',
);
const RetractDeclarationPayload = DECLARATIONS.payload('RetractDeclaration', 'The declaration is taken back.');

@Resolver()
export class DeclarationMutations {
  @Mutation(() => RecordDeclarationPayload, {
    nullable: true,
    description:
      'Records how many congresses were held at and below an organization by its own account, in place of what it declared before. The same again gets the same answer. `reconciliation` compares it with what was reported one by one.',
  })
  recordDeclaration(
    @Ctx() operation: Operation,
    @Arg('input', () => RecordDeclarationInput, { description: 'What is asked for.' }) input: RecordDeclarationInput,
  ) {
    return answerMutation(operation, recordDeclaration, input, DECLARATIONS.toPayload);
  }

  @Mutation(() => RetractDeclarationPayload, {
    nullable: true,
    description: 'Takes back a declared total: none is in force until the next one.',
  })
  retractDeclaration(
    @Ctx() operation: Operation,
    @Arg('input', () => RetractDeclarationInput, { description: 'What is asked for.' })
    input: RetractDeclarationInput,
  ) {
    return answerMutation(operation, retractDeclaration, input, DECLARATIONS.toPayload);
  }
}
