/** Counters: the sum of all steps of an indicator in one month, over an organization and all below it. */
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Organization } from '../organization/organization';
import { Indicator } from './indicator';

@Entity('indicator_total')
export class IndicatorTotal {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'indicator_total_pkey' })
  indicator!: string;

  @ManyToOne(() => Indicator, { nullable: false })
  @JoinColumn({
    name: 'indicator',
    referencedColumnName: 'key',
    foreignKeyConstraintName: 'indicator_total_indicator_fkey',
  })
  definition?: never;

  @Index('indicator_total_organization_id_idx')
  @PrimaryColumn('integer', { name: 'organization_id', primaryKeyConstraintName: 'indicator_total_pkey' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'indicator_total_organization_id_fkey' })
  organization?: never;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'indicator_total_pkey' })
  month!: string;

  @Column('bigint')
  sum!: string;

  @Column('integer')
  count!: number;
}
