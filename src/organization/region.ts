/** The regions of a campaign, by which figures are grouped: its file names them, for each campaign has others. */
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A region of the campaign: what organizations are grouped by.' })
export class Region {
  @Field(() => String, { description: 'What `Organization.region` says of the organizations in it: `RRD`.' })
  code!: string;

  @Field(() => String, { description: 'Its name in Vietnamese.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its name in English, where the campaign file has one.' })
  nameEn!: string | null;
}
