/** The briefing of a month of an organization: what was entered for it, and what it said when it was published. */
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, Check } from 'typeorm';
import type { Day } from '../day';
import type { Entered } from '../paper/content';
import { Organization } from '../organization/organization';

@Entity('briefing')
@Unique('briefing_organization_id_month_key', ['organizationId', 'month'])
@Check('briefing_month_check', "month ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])$'")
@Check(
  'briefing_published_check',
  '(published_on IS NULL) = (content IS NULL) AND (published_on IS NULL) = (content_hash IS NULL)',
)
@Check('briefing_hash_check', "content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')")
export class Briefing {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'briefing_pkey',
  })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'briefing_organization_id_fkey' })
  organization?: never;

  /** The month in which it is held, such as `2020-03`. */
  @Column('text')
  month!: string;

  /** The last day that its figures count. */
  @Column('date', { name: 'cut_off' })
  cutOff!: Day;

  /** Null for the usual one. */
  @Column('jsonb', { nullable: true })
  title!: Entered | null;

  /** Null for the usual one. */
  @Column('jsonb', { name: 'chair_office', nullable: true })
  chairOffice!: Entered | null;

  @Column('jsonb')
  tasks!: Entered[];

  @Column('jsonb', { name: 'key_tasks' })
  keyTasks!: Entered[];

  @Column('jsonb')
  breakthroughs!: Entered[];

  /** The business day on which it was published; null for a draft. */
  @Column('date', { name: 'published_on', nullable: true })
  publishedOn!: Day | null;

  /** What it said, as frozen by freeze.ts; null for a draft. */
  @Column('text', { nullable: true })
  content!: string | null;

  /** SHA-256 of the content in hexadecimal. */
  @Column('text', { name: 'content_hash', nullable: true })
  contentHash!: string | null;

  /** Of the last event that changed it. */
  @Column('integer')
  position!: number;
}
