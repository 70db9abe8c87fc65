/** A text that was entered in Vietnamese, with or without a translation. */
import { Field, ObjectType } from 'type-graphql';
import type { Entered } from '../document/content';

@ObjectType({ description: 'A text that was entered.' })
export class EnteredText implements Entered {
  @Field(() => String, { description: 'In Vietnamese.' })
  vi!: string;

  @Field(() => String, { nullable: true, description: 'In English, where somebody has translated it.' })
  en!: string | null;
}
