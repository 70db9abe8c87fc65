/** A figure of a briefing, as the API shows it. */
import { Arg, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Language, Period, type Bilingual, type ContentFigure } from '../document/content';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';

registerEnumType(Language, {
  name: 'Language',
  description: 'A language that briefings are written in.',
  valuesConfig: { VI: { description: 'Vietnamese.' }, EN: { description: 'English.' } },
});

registerEnumType(Period, {
  name: 'Period',
  description: 'Which days a figure counts.',
  valuesConfig: {
    IN_MONTH: { description: 'Those of the month that the briefing tells of, up to `asOf`.' },
    YEAR_TO_DATE: { description: 'From 1 January of that year up to `asOf`.' },
    AT_DATE: { description: 'As things stand at the end of `asOf`.' },
  },
});

export const IN_LANGUAGE = { defaultValue: Language.VI, description: 'In which language; Vietnamese when absent.' };

export function inLanguage({ vi, en }: Bilingual, language: Language): string {
  return language === Language.VI ? vi : en;
}

@ObjectType({ description: 'A figure of a briefing, with what it means and the operation that gives it again.' })
export class BriefingFigure {
  told!: ContentFigure;

  @Field(() => String, {
    description:
      'The same in every briefing: `congress.pilot.grassroots.completed`, `rating.excellent.share`, `personnel.cases.yearToDate` …',
  })
  id(): string {
    return this.told.id;
  }

  @Field(() => String, { description: 'Its name.' })
  label(@Arg('language', () => Language, IN_LANGUAGE) language: Language): string {
    return inLanguage(this.told.label, language);
  }

  @Field(() => String, { description: 'What it counts.' })
  definition(@Arg('language', () => Language, IN_LANGUAGE) language: Language): string {
    return inLanguage(this.told.definition, language);
  }

  @Field(() => String, { description: 'What is counted, in the plural; `%` for a percentage.' })
  unit(@Arg('language', () => Language, IN_LANGUAGE) language: Language): string {
    return inLanguage(this.told.unit, language);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'A whole number, unless an indicator averages. A share is a percentage with one decimal: halves go up; only all is 100, and only none is 0 (in `form` 1 rounding alone could make either). Null when it cannot be known: `unknownBecause` says why.',
  })
  value(): number | null {
    return this.told.value;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Why the value cannot be known: nobody has reported it, or the plans hold only since a later day. Null when there is a value, and in briefings that were published before reasons were given.',
  })
  unknownBecause(@Arg('language', () => Language, IN_LANGUAGE) language: Language): string | null {
    return this.told.unknown === undefined ? null : inLanguage(this.told.unknown, language);
  }

  @Field(() => Period, { description: 'Which days it counts.' })
  period(): Period {
    return this.told.period;
  }

  @Field(() => DayScalar, { description: 'The last day that counts.' })
  asOf(): Day {
    return this.told.asOf;
  }

  @Field(() => String, { description: 'A GraphQL operation of this API that gives the value again.' })
  query(): string {
    return this.told.query.document;
  }

  @Field(() => String, { description: 'The variables of `query`, as JSON.' })
  variables(): string {
    return JSON.stringify(this.told.query.variables);
  }

  @Field(() => String, {
    description:
      'Where the value stands in the `data` of `query`: `progress.planned`. `a - b` is a difference, `a / b` a share, rounded as `value` says.',
  })
  path(): string {
    return this.told.query.path;
  }
}

export function toFigure(told: ContentFigure): BriefingFigure {
  return Object.assign(new BriefingFigure(), { told });
}
