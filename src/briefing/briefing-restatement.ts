/** Restatements of figures, as the API shows them. */
import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import { InstantScalar } from '../api/instant-scalar';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { BriefingFigure } from './briefing-figure';

@ObjectType({ description: 'An event, recorded after the publication, that changed a figure.' })
export class RestatementCause {
  organizationId!: number;

  @Field(() => Int, { description: 'Its position in the log.' })
  position!: number;

  @Field(() => String, { description: 'What happened: `RETRACTED`, `CORRECTED`, `INDICATOR_VALUE.CORRECTED` …' })
  kind!: string;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Subject of the token that caused it.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given; a late report needs none.' })
  reason!: string | null;
}

@Resolver(() => RestatementCause)
export class RestatementCauseResolver {
  @FieldResolver(() => Organization, { description: 'The organization it concerns.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: RestatementCause): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }
}

@ObjectType({ description: 'A published figure whose value would be different by what is known now.' })
export class Restatement {
  @Field(() => BriefingFigure, { description: 'The figure as it was published.' })
  figure!: BriefingFigure;

  @Field(() => Float, { nullable: true, description: 'As it was published.' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: 'As of the same day, by what is known now.' })
  after!: number | null;

  @Field(() => [RestatementCause], { description: 'Why: the newest of what was recorded since, at most ten.' })
  causes!: RestatementCause[];

  @Field(() => Int, { description: 'How many events there were.' })
  causesTotal!: number;
}
