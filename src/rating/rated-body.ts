/** A centrally-run body and its rating of a year, as of one day. */
import { Field, ObjectType } from 'type-graphql';
import { Rating } from './rating';

@ObjectType({ description: 'A centrally-run body, and where its quality rating of the year stands.' })
export class RatedBody {
  organizationId!: number;

  @Field(() => Boolean, {
    description:
      'Whether it is counted in the figures: provinces and cities are, blocs and forces are not, even when they are recorded.',
  })
  counted!: boolean;

  @Field(() => Boolean, { description: 'Whether it had finished on or before the `asOf` of the figures.' })
  finished!: boolean;

  @Field(() => Rating, {
    nullable: true,
    description:
      'What is recorded of it now, whatever the day of the figures; null when nothing ever was, which is position 0.',
  })
  rating!: Rating | null;
}
