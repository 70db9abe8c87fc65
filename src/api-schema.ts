/** The schema of the API: every resolver class of the project, and nothing else. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { BriefingEventResolver, BriefingMutations, BriefingPayloadResolver } from './briefing/briefing-mutations';
import { BriefingResolver } from './briefing/briefing-resolver';
import { ClosureMutations, ClosurePayloadResolver } from './closure/closure-mutations';
import { ClosureResolver, OrganizationClosureResolver } from './closure/closure-resolver';
import { CongressMutations } from './congress/congress-mutations';
import { CongressResolver, OrganizationCongressResolver } from './congress/congress-resolver';
import { CongressEventResolver } from './congress/congress-event-resolver';
import { EventResolver } from './change/event-resolver';
import { NodeResolver } from './node-resolver';
import { DeclarationMutations } from './declaration/declaration-mutations';
import { DocumentMutations } from './document/document-mutations';
import { CampaignDocumentsResolver, DocumentResolver } from './document/document-resolver';
import { DeclarationResolver } from './declaration/declaration-resolver';
import { ReconciliationResolver } from './declaration/reconciliation-resolver';
import { IndicatorFiguresResolver } from './indicator/indicator-figures-resolver';
import { IndicatorMutations } from './indicator/indicator-mutations';
import { IndicatorResolver } from './indicator/indicator-resolver';
import { IndicatorValueResolver } from './indicator/indicator-value-resolver';
import { CampaignResolver } from './organization/campaign-resolver';
import { OrganizationResolver } from './organization/organization-resolver';
import { ViewerResolver } from './organization/viewer-resolver';
import { ProgressOfResolver } from './progress/progress-of-resolver';
import { OrganizationProgressResolver, ProgressResolver } from './progress/progress-resolver';
import { RatingMutations } from './rating/rating-mutations';
import { QualityRatingResolver, RatedBodyResolver } from './rating/quality-rating-resolver';
import { RatingResolver } from './rating/rating-resolver';
import { SharesResolver } from './shares/shares-resolver';
import { buildSchema } from './server/build-schema';
import { resolvePlainly } from './server/plain-resolvers';
import { CampaignEventResolver } from './structure/campaign-event';
import { ClosureHistoryResolver, OrganizationEventResolver } from './structure/organization-event';
import { WorkItemMutations } from './work-program/work-item-mutations';
import { WorkItemResolver } from './work-program/work-item-resolver';
import { WorkProgramResolver } from './work-program/work-program-resolver';

const RESOLVERS = [
  NodeResolver,
  ViewerResolver,
  CampaignResolver,
  OrganizationResolver,
  ProgressResolver,
  ProgressOfResolver,
  OrganizationProgressResolver,
  CongressResolver,
  OrganizationCongressResolver,
  EventResolver,
  CongressEventResolver,
  CongressMutations,
  BriefingResolver,
  BriefingMutations,
  BriefingPayloadResolver,
  BriefingEventResolver,
  WorkProgramResolver,
  WorkItemResolver,
  WorkItemMutations,
  QualityRatingResolver,
  RatedBodyResolver,
  RatingResolver,
  RatingMutations,
  SharesResolver,
  DocumentResolver,
  DocumentMutations,
  CampaignDocumentsResolver,
  DeclarationResolver,
  DeclarationMutations,
  ReconciliationResolver,
  ClosureResolver,
  ClosureMutations,
  ClosurePayloadResolver,
  OrganizationClosureResolver,
  ClosureHistoryResolver,
  OrganizationEventResolver,
  CampaignEventResolver,
  IndicatorResolver,
  IndicatorFiguresResolver,
  IndicatorValueResolver,
  IndicatorMutations,
];

/** Not `plainly` only to be compared with what it is otherwise. */
export function buildApiSchema({ plainly = true } = {}): GraphQLSchema {
  const schema = buildSchema(RESOLVERS);
  return plainly ? resolvePlainly(schema, RESOLVERS) : schema;
}
