/** The figures of a briefing as the API shows them: each by itself, or in its section. */
import { Arg, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DayScalar } from '../api/day-scalar';
import { JsonObjectScalar } from '../api/json-object-scalar';
import type { Day } from '../day';
import { type Bilingual, type BriefingContent, type ContentFigure, Language, Period } from '../paper/content';
import { BriefingSectionKind } from '../paper/sections';
import { presentOperation, type FigureOperation } from './figure-operations';
import { ofSection } from './price-of-briefing';

registerEnumType(Language, {
  name: 'Language',
  description: 'A language that briefings are written in.',
  valuesConfig: { VI: { description: 'Vietnamese.' }, EN: { description: 'English.' } },
});

registerEnumType(Period, {
  name: 'Period',
  description: 'Which days a figure counts.',
  valuesConfig: {
    IN_MONTH: { description: 'The days of the month that the briefing reports on, up to `asOf`.' },
    YEAR_TO_DATE: { description: 'From 1 January of that year up to `asOf`.' },
    AT_DATE: { description: 'The state at the end of `asOf`.' },
  },
});

export const IN_LANGUAGE = { defaultValue: Language.VI, description: 'In which language.' };

function inLanguage({ vi, en }: Bilingual, language: Language): string {
  return language === Language.VI ? vi : en;
}

@ObjectType({ description: 'A figure of a briefing, with its meaning and the operation that reproduces it.' })
export class BriefingFigure {
  told!: ContentFigure;
  present!: FigureOperation;
  published!: FigureOperation | null;

  @Field(() => String, {
    description:
      'Which figure it is, the same in every briefing: `congress.pilot.grassroots.completed`, `rating.excellent.share`, `personnel.cases.yearToDate` …',
  })
  key(): string {
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
      'Why the value cannot be known: nobody has reported it, or the plans hold only since a later day. Null when there is a value, and in briefings published before reasons were recorded.',
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

  @Field(() => String, {
    description:
      'A GraphQL operation of this API that gives the figure. Of a published briefing it says what is known now, which may be more than was known then: see `restatements`.',
  })
  query(): string {
    return this.present.document;
  }

  @Field(() => JsonObjectScalar, { description: 'The variables of `query`.' })
  variables(): object {
    return this.present.variables;
  }

  @Field(() => String, {
    description:
      'Where the value is in the `data` of `query`: `progress.planned`. `a / b` is a share, rounded as `value` says.',
  })
  path(): string {
    return this.present.path;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The operation as it was published, byte for byte: it may have names that this API has no longer. Null in a draft.',
  })
  publishedQuery(): string | null {
    return this.published?.document ?? null;
  }

  @Field(() => JsonObjectScalar, { nullable: true, description: 'The variables of `publishedQuery`; null in a draft.' })
  publishedVariables(): object | null {
    return this.published?.variables ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Where the value was in the `data` of `publishedQuery`; null in a draft. `a - b` is a difference.',
  })
  publishedPath(): string | null {
    return this.published?.path ?? null;
  }
}

/** A figure of a draft, or of what was frozen, whose operation is in the words of its day. */
export function toFigure(told: ContentFigure, frozen: BriefingContent | undefined): BriefingFigure {
  const present = frozen === undefined ? told.query : presentOperation(told.id, frozen);
  return Object.assign(new BriefingFigure(), { told, present, published: frozen === undefined ? null : told.query });
}

registerEnumType(BriefingSectionKind, {
  name: 'BriefingSectionKind',
  description: 'What a section of a briefing is about.',
  valuesConfig: {
    CONGRESSES: { description: 'Congresses: the plan, the pilots, the progress.' },
    RATING: { description: 'The quality rating of the year before.' },
    PERSONNEL: { description: 'Personnel: the indicators `personnel.…`.' },
    TRAINING: { description: 'Training: the indicators `training.…`.' },
    WORK_PROGRAM: { description: 'The work program of the year.' },
    OTHER_INDICATORS: { description: 'Every other indicator.' },
    TASKS: { description: 'Tasks of the coming month, key tasks and breakthroughs.' },
  },
});

@ObjectType({ description: 'A section of a briefing.' })
export class BriefingSection {
  name!: Bilingual;

  @Field(() => BriefingSectionKind, { description: 'What it is about.' })
  kind!: BriefingSectionKind;

  @Field(() => String, { description: 'Its heading.' })
  title(@Arg('language', () => Language, IN_LANGUAGE) language: Language): string {
    return inLanguage(this.name, language);
  }

  @Field(() => [BriefingFigure], {
    complexity: ofSection,
    description: 'Its figures. The tasks are `tasks`, `keyTasks` and `breakthroughs` of the briefing.',
  })
  figures!: BriefingFigure[];
}
