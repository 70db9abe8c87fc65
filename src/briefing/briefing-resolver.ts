/** Briefings in the API. */
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Query,
  registerEnumType,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { thingId } from '../access/thing-id';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { Language } from '../paper/content';
import { sectionsOf, usualTitle } from '../paper/sections';
import { requireOne } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import type { FileFormat } from '../press/paper-job';
import { writerFor } from '../press/press';
import type { StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import { BriefingFigure, IN_LANGUAGE, toFigure, BriefingSection } from './briefing-figure';
import { FigureChange, compareBriefings } from './compare-briefings';
import { Restatement } from './briefing-restatement';
import { BriefingView, standingOf, EnteredText } from './briefing-view';
import { followBriefing, lookAtBriefing, type BriefingRequest } from './follow-briefing';
import { listBriefings, loadBriefing } from './load-briefing';
import { Gate } from '../process/gate';
import { usualChair } from './usual-texts';
import { MonthScalar } from '../api/month-scalar';
import { YearScalar } from '../api/year-scalar';
import { ofStatements } from '../api/price';
import { ofBriefings, ofComparison, ofFigures, ofSections, ofText } from './price-of-briefing';

@ArgsType()
class OwnerArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose briefing it is; the viewer's own when absent.",
  })
  organization?: string | null;
}

@ArgsType()
class BriefingArguments extends OwnerArguments implements BriefingRequest {
  @Field(() => MonthScalar, {
    description: 'The month in which the briefing is held: `2020-03` reports on February 2020.',
  })
  month!: string;
}

@ArgsType()
class ComparisonArguments extends OwnerArguments {
  @Field(() => MonthScalar, { description: 'Month of the first briefing.' })
  from!: string;

  @Field(() => MonthScalar, { description: 'Month of the second briefing.' })
  to!: string;
}

const BriefingConnection = connectionTypes('Briefing', BriefingView);

enum TextFormat {
  MARKDOWN = 'MARKDOWN',
  HTML = 'HTML',
}

registerEnumType(TextFormat, {
  name: 'TextFormat',
  description: 'The format in which the text of a briefing is written.',
  valuesConfig: {
    MARKDOWN: { description: 'Markdown, with tables.' },
    HTML: { description: 'One page with its styles, fonts and charts, which prints on A4.' },
  },
});

const FORMATS: Record<TextFormat, FileFormat> = { MARKDOWN: 'md', HTML: 'html' };

/** An operation waits for one text at a time, however many it asks for. */
const oneText = (): Gate => new Gate({ width: 1 });

@Resolver(() => BriefingView)
export class BriefingResolver {
  @Query(() => BriefingView, {
    nullable: true,
    complexity: ofStatements(3),
    description: 'The briefing of a month. Until it is published it is a draft over live figures.',
  })
  async briefing(
    @Ctx() operation: Operation,
    @Args(() => BriefingArguments) { month, organization }: BriefingArguments,
  ): Promise<BriefingView> {
    return loadBriefing(operation, await requireOne(operation, organization), month);
  }

  @Query(() => BriefingConnection, {
    nullable: true,
    complexity: ofBriefings,
    description: 'Briefings for which something was entered or published, by month.',
  })
  async briefings(
    @Ctx() operation: Operation,
    @Arg('year', () => YearScalar, { nullable: true, description: 'Only those that are held in this year.' })
    year: number | null,
    @Args(() => OwnerArguments) { organization }: OwnerArguments,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<BriefingView>> {
    return listBriefings(operation, await requireOne(operation, organization), { year, ...page });
  }

  @Query(() => [FigureChange], {
    nullable: true,
    complexity: ofComparison,
    description: 'Every figure of two briefings, and how it changed from the first to the second.',
  })
  async compareBriefings(
    @Ctx() operation: Operation,
    @Args(() => ComparisonArguments) { from, to, organization }: ComparisonArguments,
  ): Promise<FigureChange[]> {
    const of = await requireOne(operation, organization);
    const first = await loadBriefing(operation, of, from, 'from');
    const second = await loadBriefing(operation, of, to, 'to');
    return compareBriefings(await toCompared(first), await toCompared(second));
  }

  @Subscription(() => BriefingView, {
    name: 'briefing',
    complexity: ofStatements(3),
    description:
      'The current state of the briefing at once, then again after anything that it shows has changed. Once it is published it is sent again only with `restatements`. States in between may be skipped.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, BriefingRequest, Operation>) =>
      followBriefing(context, args, info),
  })
  briefingState(
    @Ctx() operation: Operation,
    @Root() look: StateRead<BriefingRequest>,
    @Args(() => BriefingArguments) _state: BriefingArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BriefingView> {
    return lookAtBriefing(operation, look, info);
  }

  @FieldResolver(() => ID, {
    description:
      'The same for the same organization and month. As an event has it, once it has changed since, it has an id of its own that says so: caches keep the two apart.',
  })
  id(@Ctx() operation: Operation, @Root() { row, of }: BriefingView): Promise<string> {
    return thingId(operation, ['Briefing', `${of.id},${row.month}`], row.recorded, ({ thing }) => thing);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose briefing it is.' })
  organization(@Root() { of }: BriefingView): Organization {
    return of;
  }

  @FieldResolver(() => EnteredText, { description: 'Its title: as entered, or the usual one.' })
  title(@Root() { row, month }: BriefingView): EnteredText {
    return row.title ?? usualTitle(month);
  }

  @FieldResolver(() => EnteredText, { description: 'The office that chairs it: as entered, or the usual one.' })
  chairOffice(@Root() { row, of, frozen }: BriefingView): EnteredText {
    return frozen?.content.chairOffice ?? row.chairOffice ?? usualChair(of);
  }

  @FieldResolver(() => [BriefingFigure], {
    complexity: ofFigures,
    description: 'All figures, in the order of the sections.',
  })
  async figures(
    @Root() briefing: BriefingView,
    @Arg('keys', () => [String], { nullable: true, description: 'Only those with these keys.' }) keys: string[] | null,
  ): Promise<BriefingFigure[]> {
    const { figures } = await briefing.content();
    return figures
      .filter(({ id }) => keys?.includes(id) ?? true)
      .map((figure) => toFigure(figure, briefing.frozen?.content));
  }

  @FieldResolver(() => [BriefingSection], {
    complexity: ofSections,
    description: 'Its sections, in the order and under the headings of every document; empty ones are left out.',
  })
  async sections(@Root() briefing: BriefingView): Promise<BriefingSection[]> {
    const frozen = briefing.frozen?.content;
    return sectionsOf(await briefing.content()).map(({ kind, title, figures }) =>
      Object.assign(new BriefingSection(), {
        kind,
        name: title,
        figures: figures.map((figure) => toFigure(figure, frozen)),
      }),
    );
  }

  @FieldResolver(() => String, {
    complexity: ofText(({ format }) => FORMATS[format as TextFormat]),
    description:
      'The whole briefing as prose with its tables. Also available as files, including Word documents: GET /briefings/2020-03.docx, .html or .md.',
  })
  async text(
    @Ctx() { dataSource, snapshot, whose, signal }: Operation,
    @Root() briefing: BriefingView,
    @Arg('language', () => Language, IN_LANGUAGE) language: Language,
    @Arg('format', () => TextFormat, { defaultValue: TextFormat.MARKDOWN, description: 'How it is written.' })
    format: TextFormat,
  ): Promise<string> {
    const job = { content: await briefing.content(), standing: standingOf(briefing), language };
    const inTurn = snapshot.once(oneText);
    return (
      await inTurn.run(() => writerFor(dataSource)({ ...job, format: FORMATS[format] }, { whose, signal }))
    ).toString();
  }

  @FieldResolver(() => [Restatement], {
    complexity: ofFigures,
    description:
      'Figures of a published briefing that would be different by what is known now. Empty for a draft, whose figures are live.',
  })
  async restatements(@Root() briefing: BriefingView): Promise<Restatement[]> {
    return (await briefing.restated()).map((restated) => ({
      ...restated,
      figure: toFigure(restated.figure, briefing.frozen?.content),
    }));
  }
}

async function toCompared(briefing: BriefingView) {
  return { content: await briefing.content(), frozen: briefing.frozen?.content };
}
