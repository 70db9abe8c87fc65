/** What one organization counted of an indicator in one month, as recorded last. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Node } from '../api/node';
import { Organization } from '../organization/organization';
import { Indicator } from './indicator';
import { MonthScalar } from '../api/month-scalar';

@ObjectType({ implements: Node, description: 'What one organization itself counted for an indicator in one month.' })
@Entity('indicator_value')
@Unique('indicator_value_organization_id_indicator_month_key', ['organizationId', 'indicator', 'month'])
@Index('indicator_value_indicator_month_idx', ['indicator', 'month'])
@Check('indicator_value_month_check', "month ~ '^2[0-9]{3}-(0[1-9]|1[0-2])$'")
@Check('indicator_value_value_check', 'value BETWEEN 0 AND 1000000000')
export class IndicatorValue {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'indicator_value_pkey',
  })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'indicator_value_organization_id_fkey' })
  organization?: never;

  /** Key of the indicator. */
  @Column({ type: 'text', collation: 'C' })
  indicator!: string;

  @ManyToOne(() => Indicator, { nullable: false })
  @JoinColumn({
    name: 'indicator',
    referencedColumnName: 'key',
    foreignKeyConstraintName: 'indicator_value_indicator_fkey',
  })
  definition?: never;

  @Field(() => MonthScalar, { description: 'The month, such as `2020-02`.' })
  @Column({ type: 'text', collation: 'C' })
  month!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many: 0 to 1,000,000,000. Null when it is `retracted`.',
  })
  @Column('integer', { nullable: true })
  value!: number | null;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}
