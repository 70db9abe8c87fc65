/** Works out everything that a briefing says from live figures, all of one moment (P13). */
import type { Operation } from '../access/operation';
import type { BriefingContent, ContentFigure, ContentWorkItem } from '../paper/content';
import { formOf, NEWEST_FORM, type Form } from '../paper/form';
import { sortBySection } from '../paper/sections';
import { citeDocument } from '../document/cite-document';
import { loadCited } from '../document/find-documents';
import { organizationsById } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import { Campaign } from '../organization/campaign';
import { OrganizationKind } from '../organization/level';
import type { Organization } from '../organization/organization';
import { loadChildren } from '../progress/load-children';
import { loadProgress } from '../progress/load-progress';
import { loadTimeline, pointsOf } from '../progress/load-timeline';
import { Interval } from '../progress/progress';
import { loadWorkProgram } from '../work-program/load-work-program';
import type { WorkItem } from '../work-program/work-item';
import type { Briefing } from './briefing';
import { figuresOfCongresses } from './figures-of-congresses';
import { figuresOfIndicators } from './figures-of-indicators';
import { figuresOfRating } from './figures-of-rating';
import { figuresOfWorkProgram } from './figures-of-work-program';
import { spanOf, type Span } from './span';
import { usualChair } from './usual-texts';
import { whereHeld } from './where-held';

export async function loadContent(
  operation: Operation,
  organization: Organization,
  briefing: Briefing,
): Promise<BriefingContent> {
  const { snapshot } = operation;
  const { campaign } = await snapshot.once(momentOf);
  const { name, term, directive, startsOn, endsOn } = await snapshot.read((manager) =>
    manager.findOneByOrFail(Campaign, { id: 1 }),
  );
  const span = spanOf(briefing.month, briefing.cutOff, campaign.today);
  const documents = await loadCited(operation, organization.path, briefing.cutOff);
  const program = await loadWorkProgram(operation, organization, span.year, span.asOf);
  const { code, name: of, nameEn, kind } = organization;
  const form = { form: NEWEST_FORM, month: briefing.month };
  return {
    ...form,
    organization: { code, name: of, nameEn, isRoot: kind === OrganizationKind.ROOT, where: whereHeld(organization) },
    title: briefing.title,
    chairOffice: briefing.chairOffice ?? usualChair(organization),
    campaign: { name, term, directive, startsOn, endsOn },
    ...(documents.length === 0 ? {} : { documents: documents.map(citeDocument) }),
    cutOff: briefing.cutOff,
    ratingYear: span.year - 1,
    programYear: span.year,
    figures: await loadFigures(operation, organization, span, { form: formOf(form) }),
    workItems: program.items.map(toContentItem),
    tasks: briefing.tasks,
    keyTasks: briefing.keyTasks,
    breakthroughs: briefing.breakthroughs,
    ...(await loadCurves(operation, organization, span)),
  };
}

/** Written out: published content keeps these words whatever the enums are called later. */
const KINDS = { PROJECT: 'PROJECT', TASK: 'TASK' } as const;
const BODIES = {
  POLITBURO: 'POLITBURO',
  SECRETARIAT: 'SECRETARIAT',
  CENTRAL_COMMITTEE: 'CENTRAL_COMMITTEE',
} as const;
const STATUSES = {
  NOT_STARTED: 'NOT_STARTED',
  IN_PROGRESS: 'IN_PROGRESS',
  BASICALLY_COMPLETED: 'BASICALLY_COMPLETED',
  COMPLETED: 'COMPLETED',
} as const;

function toContentItem(item: WorkItem): ContentWorkItem {
  const { title, titleEn, kind, legalBasis, submittedTo, due, status } = item;
  return {
    title: { vi: title, en: titleEn },
    kind: KINDS[kind],
    legalBasis,
    submittedTo: submittedTo === null ? null : BODIES[submittedTo],
    due,
    status: STATUSES[status],
  };
}

/** Every figure, in the order of the sections, by the rules of a form. Of withdrawn indicators only those with these codes. */
export async function loadFigures(
  operation: Operation,
  organization: Organization,
  span: Span,
  { form, withdrawn = new Set() }: { form: Form; withdrawn?: ReadonlySet<unknown> },
): Promise<ContentFigure[]> {
  return sortBySection([
    ...(await figuresOfCongresses(operation, organization, span, form)),
    ...(await figuresOfRating(operation, organization, span, form)),
    ...(await figuresOfIndicators(operation, organization, span, withdrawn)),
    ...(await figuresOfWorkProgram(operation, organization, span)),
  ]);
}

/** A chart with more bars than this does not help a reader. */
const MOST_BODIES = 100;

/** What the charts show. */
async function loadCurves(
  operation: Operation,
  { path }: Organization,
  { asOf }: Span,
): Promise<Pick<BriefingContent, 'timeline' | 'bodies'>> {
  const progress = await loadProgress(operation, path, { asOf });
  const { campaign } = await operation.snapshot.once(momentOf);
  // Every week, and the day that the figures count up to: the curve ends where the text does.
  const shown = new Set([...pointsOf(campaign.startsOn, campaign.endsOn, Interval.WEEK), asOf]);
  const timeline = await loadTimeline(operation, progress, Interval.DAY);
  const children = await loadChildren(operation, progress);
  const bodies = await Promise.all(
    (children.length > MOST_BODIES ? [] : children).map(async ({ path: below, planned, completed }) => {
      const body = await operation.snapshot.once(organizationsById).load(below.at(-1) ?? 0);
      return { name: body?.name ?? '', nameEn: body?.nameEn ?? null, planned, completed };
    }),
  );
  const points = timeline.filter(({ day }) => shown.has(day));
  return { timeline: points.map(({ day, due, completed }) => ({ day, due, completed })), bodies };
}
