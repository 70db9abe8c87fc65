/** A document that a campaign or its work rests on, such as a directive, as the database, the log and the API have it. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Day } from '../day';
import { Organization } from '../organization/organization';
import { describeRecord } from '../record/describe-record';
import type { RecordNoun } from '../record/noun';
import type { TextRule } from '../text/text-rule';

export const DOCUMENT: RecordNoun = { name: 'DOCUMENT', table: 'document' };

/** Of its texts. */
export const NUMBER: TextRule = { longest: 60, lines: 'one' };
export const BODY: TextRule = { longest: 300, lines: 'one' };
export const DOCUMENT_TITLE: TextRule = { longest: 1_000, lines: 'one' };
export const LINK: TextRule = { longest: 1_000, lines: 'one' };

export enum DocumentKind {
  DIRECTIVE = 'DIRECTIVE',
  GUIDANCE = 'GUIDANCE',
  RESOLUTION = 'RESOLUTION',
  CONCLUSION = 'CONCLUSION',
  REGULATION = 'REGULATION',
  DECISION = 'DECISION',
  PLAN = 'PLAN',
  REPORT = 'REPORT',
  LETTER = 'LETTER',
  OTHER = 'OTHER',
}

registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description: 'What sort of document it is.',
  valuesConfig: {
    DIRECTIVE: { description: 'A directive (chỉ thị).' },
    GUIDANCE: { description: 'A guidance (hướng dẫn), which says how a directive is carried out.' },
    RESOLUTION: { description: 'A resolution (nghị quyết).' },
    CONCLUSION: { description: 'A conclusion (kết luận).' },
    REGULATION: { description: 'A regulation (quy định).' },
    DECISION: { description: 'A decision (quyết định).' },
    PLAN: { description: 'A plan (kế hoạch).' },
    REPORT: { description: 'A report (báo cáo).' },
    LETTER: { description: 'An official letter (công văn).' },
    OTHER: { description: 'Any other document (văn bản).' },
  },
});

@ObjectType({
  implements: Node,
  description:
    'A document that a campaign or its work rests on. Number and day together name it at an organization: two documents may have the same number.',
})
@Entity('document')
@Unique('document_number_key', ['organizationId', 'number', 'issuedOn'])
export class Document {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'document_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'document_organization_id_fkey' })
  organization?: never;

  @Field(() => DocumentKind, { description: 'What sort of document it is.' })
  @Column('enum', { enum: DocumentKind, enumName: 'document_kind' })
  kind!: DocumentKind;

  @Field(() => String, { description: 'Its number and symbol, such as `35-CT/TW`.' })
  @Column('text')
  number!: string;

  @Field(() => DayScalar, { description: 'The day on which it was issued.' })
  @Column('date', { name: 'issued_on' })
  issuedOn!: Day;

  @Field(() => String, { description: 'The body that issued it, in Vietnamese: `Bộ Chính trị`.' })
  @Column('text', { name: 'issued_by' })
  issuedBy!: string;

  @Field(() => String, { nullable: true, description: 'The same in English, where there is a translation.' })
  @Column('text', { name: 'issued_by_en', nullable: true })
  issuedByEn!: string | null;

  @Field(() => String, { description: 'What it is about, in Vietnamese.' })
  @Column('text')
  title!: string;

  @Field(() => String, { nullable: true, description: 'The same in English, where there is a translation.' })
  @Column('text', { name: 'title_en', nullable: true })
  titleEn!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read, as an http or https address.' })
  @Column('text', { nullable: true })
  link!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the congresses themselves rest on it: briefings cite it, and `campaign` lists it.',
  })
  @Column('boolean', { name: 'of_campaign' })
  ofCampaign!: boolean;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The business day on which it was withdrawn here; null while it applies.',
  })
  @Column('date', { name: 'withdrawn_on', nullable: true })
  withdrawnOn!: Day | null;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export enum DocumentEventKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  WITHDRAWN = 'WITHDRAWN',
}

export const DOCUMENTS = describeRecord({
  noun: DOCUMENT,
  type: Document,
  typeName: 'Document',
  field: 'document',
  words: 'document',
  // What an organization records applies to all below it.
  reachDown: true,
  happens: {
    [DocumentEventKind.ADDED]: 'A document was recorded, for the first time or again after it was withdrawn.',
    [DocumentEventKind.CHANGED]: 'What is said about a document was changed, for a reason.',
    [DocumentEventKind.WITHDRAWN]: 'A document no longer applies here, for a reason.',
  },
});
