/** A total that an organization declares, beside the congresses that are reported one by one, as the database, the log and the API have it. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { Level } from '../organization/level';
import { Organization } from '../organization/organization';
import { kindOf, verbOf, type RecordNoun, recordOf } from '../record/noun';
import { NOTE, upTo } from '../text/text-rule';

export const DECLARATION: RecordNoun = { name: 'DECLARATION', table: 'declaration' };

@ObjectType({
  implements: Node,
  description:
    'How many congresses an organization says were held at and below it: a total, beside the reports one by one.',
})
@Entity('declaration')
@Unique('declaration_organization_id_level_key', ['organizationId', 'level'])
@Check('declaration_completed_check', 'completed >= 0')
export class Declaration {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'declaration_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'declaration_organization_id_fkey' })
  organization?: never;

  @Field(() => Level, { nullable: true, description: 'The level whose congresses are meant; all levels when null.' })
  @Column('enum', { enum: Level, enumName: 'level', nullable: true })
  level!: Level | null;

  @Field(() => Int, { description: 'Congresses held at and below the organization, as it says.' })
  @Column('integer')
  completed!: number;

  @Field(() => DayScalar, { description: 'The day up to which they were held.' })
  @Column('date', { name: 'as_of' })
  asOf!: Day;

  @Field(() => String, { nullable: true, description: `A remark of the organization, ${upTo(NOTE)}.` })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => Boolean, {
    name: 'retracted',
    description: 'Whether it was taken back: then none is in force until the next one.',
  })
  @Column('boolean')
  withdrawn!: boolean;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export enum DeclarationEventKind {
  DECLARED = 'DECLARED',
  WITHDRAWN = 'WITHDRAWN',
}

/** As entries of the log have them. */
export const DECLARATION_KINDS: readonly string[] = Object.values(DeclarationEventKind).map((verb) =>
  kindOf(DECLARATION, verb),
);

registerEnumType(DeclarationEventKind, {
  name: 'DeclarationEventKind',
  description: 'What happened to a declared total.',
  valuesConfig: {
    DECLARED: { description: 'A total was declared, in place of the one before if there was one.' },
    WITHDRAWN: { description: 'It was taken back.' },
  },
});

@ObjectType({ description: 'The declaring or taking back of a total, at one position of the log.' })
export class DeclarationEvent extends LogEvent {
  @Field(() => DeclarationEventKind, { description: 'What happened.' })
  kind!: DeclarationEventKind;

  @Field(() => Declaration, { description: 'The declaration as of the event.' })
  declaration!: Declaration;
}

export function toDeclarationEvent(entry: LogEntry, epoch: string, previous: string | undefined): DeclarationEvent {
  const kind = DeclarationEventKind[verbOf(entry.kind) as keyof typeof DeclarationEventKind];
  return toLogEvent(DeclarationEvent, entry, epoch, previous, { kind, declaration: recordOf(Declaration, entry) });
}
