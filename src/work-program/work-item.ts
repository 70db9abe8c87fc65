/** One item of a yearly work program, as recorded last. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import { Organization } from '../organization/organization';
import { CentralBody, WorkItemKind, WorkItemStatus } from './work-item-words';
import { YearScalar } from '../api/year-scalar';

registerEnumType(WorkItemKind, {
  name: 'WorkItemKind',
  description: 'What sort of work an item of the work program is.',
  valuesConfig: {
    PROJECT: { description: 'A project (đề án): a document that is drawn up and submitted.' },
    TASK: { description: 'A task (nhiệm vụ) that is carried out.' },
  },
});

registerEnumType(CentralBody, {
  name: 'CentralBody',
  description: 'The central body that an item of the work program goes to.',
  valuesConfig: {
    POLITBURO: { description: 'The Politburo (Bộ Chính trị).' },
    SECRETARIAT: { description: 'The Secretariat (Ban Bí thư).' },
    CENTRAL_COMMITTEE: { description: 'The Central Committee (Ban Chấp hành Trung ương).' },
  },
});

registerEnumType(WorkItemStatus, {
  name: 'WorkItemStatus',
  description: 'How far an item of the work program is.',
  valuesConfig: {
    NOT_STARTED: { description: 'Nothing was begun.' },
    IN_PROGRESS: { description: 'It is being worked on.' },
    BASICALLY_COMPLETED: {
      description:
        'Basically completed (cơ bản hoàn thành): the work is done, formalities may remain. Counts as completed.',
    },
    COMPLETED: { description: 'Completed in full.' },
  },
});

@ObjectType({ implements: Node, description: 'A project or task of the yearly work program of one organization.' })
@Entity('work_item')
@Unique('work_item_number_key', ['organizationId', 'year', 'number'])
@Check('work_item_place_check', 'year BETWEEN 1900 AND 2999 AND number BETWEEN 1 AND 200')
@Check(
  'work_item_text_check',
  'length(title) BETWEEN 1 AND 500 AND length(title_en) BETWEEN 1 AND 500 AND length(legal_basis) BETWEEN 1 AND 500',
)
@Check(
  'work_item_due_check',
  '(due_quarter IS NULL) <> (due_on IS NULL) AND due_quarter BETWEEN 1 AND 4 AND extract(year FROM due_on) = year',
)
@Check(
  'work_item_status_check',
  "(status = 'NOT_STARTED' OR status_on IS NOT NULL) AND status_on >= make_date(year - 1, 1, 1)",
)
@Check('work_item_document_check', '(document_number IS NULL) = (document_issued_on IS NULL)')
export class WorkItem {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'work_item_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'work_item_organization_id_fkey' })
  organization?: never;

  @Field(() => YearScalar, { description: 'Year of the program that it belongs to.' })
  @Column('integer')
  year!: number;

  @Field(() => Int, {
    description:
      'Its number in the program, which gives the order: 1 to 200. No other item has it, withdrawn ones included.',
  })
  @Column('integer')
  number!: number;

  @Field(() => WorkItemKind, { description: 'Whether it is a project or a task.' })
  @Column('enum', { enum: WorkItemKind, enumName: 'work_item_kind' })
  kind!: WorkItemKind;

  @Field(() => String, { description: 'What is to be done, in Vietnamese.' })
  @Column('text')
  title!: string;

  @Field(() => String, { nullable: true, description: 'The same in English, where there is a translation.' })
  @Column('text', { name: 'title_en', nullable: true })
  titleEn!: string | null;

  @Field(() => String, { nullable: true, description: 'The document that asks for it, as it is cited.' })
  @Column('text', { name: 'legal_basis', nullable: true })
  legalBasis!: string | null;

  /** Names the document of the legal basis with `documentIssuedOn`: the nearest one at the organization or above it. */
  @Column('text', { name: 'document_number', nullable: true })
  documentNumber!: string | null;

  @Column('date', { name: 'document_issued_on', nullable: true })
  documentIssuedOn!: Day | null;

  @Field(() => CentralBody, {
    nullable: true,
    description: 'The body that it goes to; null where a local program goes to none of them.',
  })
  @Column('enum', { name: 'submitted_to', enum: CentralBody, enumName: 'central_body', nullable: true })
  submittedTo!: CentralBody | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The quarter by whose last day it is due, 1 to 4; null when `dueOn` says the day.',
  })
  @Column('integer', { name: 'due_quarter', nullable: true })
  dueQuarter!: number | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day on which it is due; null when it is due in a quarter.',
  })
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: Day | null;

  @Field(() => WorkItemStatus, {
    description: 'How far it is: in a program as of `asOf`, in an event as of the event.',
  })
  @Column('enum', { enum: WorkItemStatus, enumName: 'work_item_status' })
  status!: WorkItemStatus;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day on which it reached that status; null while none was ever set.',
  })
  @Column('date', { name: 'status_on', nullable: true })
  statusOn!: Day | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The business day on which it was withdrawn: from then on it does not count. Null unless it is `withdrawn`.',
  })
  @Column('date', { name: 'withdrawn_on', nullable: true })
  withdrawnOn!: Day | null;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** As documents say it. Not stored, nor is `overdue`: see due.ts. */
  due!: string;

  @Field(() => Boolean, {
    description:
      'Whether it was due before the day and is neither basically completed nor completed nor withdrawn. A quarter is due on its last day. The day is `asOf` in a program, and the day of the event in an event.',
  })
  overdue!: boolean;

  /** The day as of which it is shown, unless that is today: a client's cache keeps the two apart. */
  asOf?: Day;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}
