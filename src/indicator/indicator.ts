/** An indicator: what an organization has counted at and below itself, month by month. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Node } from '../api/node';
import { Organization } from '../organization/organization';
import { OverMonths, OverOrganizations, type AddingUp } from './adding-up';

registerEnumType(OverOrganizations, {
  name: 'OverOrganizations',
  description: 'How the values of organizations are combined into one figure.',
  valuesConfig: {
    SUM: { description: 'They are added up.' },
    AVERAGE: { description: 'Their mean; organizations that recorded nothing are left out.' },
  },
});

registerEnumType(OverMonths, {
  name: 'OverMonths',
  description: 'How the figures of months are combined into one.',
  valuesConfig: {
    SUM: { description: 'The figures of the months are added up: what happened in them.' },
    LAST: {
      description:
        'What each organization recorded last, in whichever month that was: what there is at the end of the month.',
    },
    AVERAGE: {
      description:
        'The mean: of the sums of the months in which anything was recorded or, where organizations are averaged, of all values.',
    },
  },
});

@ObjectType({ implements: Node, description: 'What is counted by organization and month, and how it adds up.' })
@Entity('indicator')
@Unique('indicator_code_key', ['key'])
@Index('indicator_organization_id_code_key', { synchronize: false })
@Check(
  'indicator_code_check',
  "length(split_part(code, '@', 1)) <= 64 AND code ~ '^[a-z][a-z0-9]*([.][a-z][a-z0-9]*)*(@.+)?$'",
)
export class Indicator implements AddingUp {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'indicator_pkey' })
  id!: number;

  /** The one that defined it. */
  @Index('indicator_organization_id_idx')
  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'indicator_organization_id_fkey' })
  organization?: never;

  /** Unique over all organizations; what of it the API shows says indicator-key.ts. */
  @Column({ name: 'code', type: 'text', collation: 'C' })
  key!: string;

  @Field(() => String, { description: 'Name in Vietnamese.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Name in English.' })
  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Field(() => String, { description: 'What is counted, in Vietnamese: `lớp`.' })
  @Column('text')
  unit!: string;

  @Field(() => String, { description: 'What is counted, in English, in the plural: `classes`.' })
  @Column('text', { name: 'unit_en' })
  unitEn!: string;

  @Field(() => OverOrganizations, { description: 'How it adds up over organizations.' })
  @Column('enum', { name: 'over_organizations', enum: OverOrganizations, enumName: 'over_organizations' })
  overOrganizations!: OverOrganizations;

  @Field(() => OverMonths, { description: 'How it adds up over months.' })
  @Column('enum', { name: 'over_months', enum: OverMonths, enumName: 'over_months' })
  overMonths!: OverMonths;

  @Field(() => String, { nullable: true, description: 'What exactly is counted, and where it comes from.' })
  @Column('text', { nullable: true })
  description!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it was withdrawn: it takes no new values. Those it has stay, and can be corrected.',
  })
  @Column('boolean', { name: 'retired' })
  withdrawn!: boolean;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}
