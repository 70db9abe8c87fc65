/** Inputs of the mutations of documents, and how other inputs name one. */
import { Field, InputType } from 'type-graphql';
import { DayScalar } from '../api/day-scalar';
import { IfPosition } from '../change/if-position';
import { INPUT_DEFAULTS } from '../change/input-defaults';
import { KeyedInput } from '../change/keyed-input';
import type { Day } from '../day';
import { describeLength, REASON, upTo } from '../text/text-rule';
import { BODY, LINK, NUMBER, DOCUMENT_TITLE, DocumentKind } from './document';

@InputType({ description: 'Names a document: the nearest one of the number and day, at the organization or above it.' })
export class DocumentNameInput {
  @Field(() => String, { description: 'Its number and symbol, such as `35-CT/TW`.' })
  number!: string;

  @Field(() => DayScalar, { description: 'The day on which it was issued.' })
  issuedOn!: Day;
}

@InputType()
abstract class NamedDocument extends KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization that records it; the viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => String, { description: `Its number and symbol, such as \`35-CT/TW\`: ${describeLength(NUMBER)}.` })
  number!: string;

  @Field(() => DayScalar, { description: 'The day on which it was issued: not after today.' })
  issuedOn!: Day;
}

@InputType({
  description: 'A document that the campaign or its work rests on. It applies at and below the organization.',
})
export class AddDocumentInput extends NamedDocument {
  @Field(() => DocumentKind, { description: 'What sort of document it is.' })
  kind!: DocumentKind;

  @Field(() => String, { description: `The body that issued it, in Vietnamese: ${describeLength(BODY)}.` })
  issuedBy!: string;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(BODY)}.` })
  issuedByEn?: string | null;

  @Field(() => String, { description: `What it is about, in Vietnamese: ${describeLength(DOCUMENT_TITLE)}.` })
  title!: string;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(DOCUMENT_TITLE)}.` })
  titleEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where it can be read: an http or https address, ${upTo(LINK)}.`,
  })
  link?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: INPUT_DEFAULTS.addDocument.ofCampaign,
    description: 'Whether the congresses themselves rest on it: briefings then cite it.',
  })
  ofCampaign?: boolean | null;

  @Field(() => String, { nullable: true, description: `Why, if there is something to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType()
export abstract class OneDocument extends NamedDocument {
  @IfPosition('the document')
  ifPosition?: number | null;

  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}

@InputType({
  description:
    'What changes in a document. What is absent or null stays as it is; an empty `issuedByEn`, `titleEn` or `link` removes what was there. A wrong number or day is mended by withdrawing the document and adding the right one.',
})
export class ChangeDocumentInput extends OneDocument {
  @Field(() => DocumentKind, { nullable: true, description: 'What sort of document it is.' })
  kind?: DocumentKind | null;

  @Field(() => String, {
    nullable: true,
    description: `The body that issued it, in Vietnamese: ${describeLength(BODY)}.`,
  })
  issuedBy?: string | null;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(BODY)}.` })
  issuedByEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it is about, in Vietnamese: ${describeLength(DOCUMENT_TITLE)}.`,
  })
  title?: string | null;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(DOCUMENT_TITLE)}.` })
  titleEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where it can be read: an http or https address, ${upTo(LINK)}.`,
  })
  link?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the congresses themselves rest on it.' })
  ofCampaign?: boolean | null;
}

@InputType({ description: 'A document that no longer applies.' })
export class WithdrawDocumentInput extends OneDocument {}
