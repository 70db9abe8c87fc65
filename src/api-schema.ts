/** The schema of the API: every resolver class of the project, and nothing else. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  BriefingEventResolver,
  BriefingMutations,
  ChangeBriefingPayloadResolver,
  PublishBriefingPayloadResolver,
} from './briefing/briefing-mutations';
import { BriefingResolver } from './briefing/briefing-resolver';
import { RestatementCauseResolver } from './briefing/briefing-restatement';
import { ClosureMutations } from './closure/closure-mutations';
import { ClosureResolver, OrganizationClosureResolver } from './closure/closure-resolver';
import { CongressMutations } from './congress/congress-mutations';
import { CongressResolver, OrganizationCongressResolver } from './congress/congress-resolver';
import { EventResolver } from './congress/event-resolver';
import { NodeResolver } from './node-resolver';
import { DeclarationMutations } from './declaration/declaration-mutations';
import { DeclarationResolver } from './declaration/declaration-resolver';
import { ReconciliationResolver } from './declaration/reconciliation-resolver';
import { IndicatorFiguresResolver } from './indicator/indicator-figures-resolver';
import { IndicatorMutations } from './indicator/indicator-mutations';
import { IndicatorResolver } from './indicator/indicator-resolver';
import { IndicatorValueResolver } from './indicator/indicator-value-resolver';
import { CampaignResolver } from './organization/campaign-resolver';
import { OrganizationResolver } from './organization/organization-resolver';
import { ViewerResolver } from './organization/viewer-resolver';
import { OrganizationProgressResolver, ProgressResolver } from './progress/progress-resolver';
import { RatingMutations } from './rating/rating-mutations';
import { QualityRatingResolver, RatedBodyResolver } from './rating/quality-rating-resolver';
import { RatingResolver } from './rating/rating-resolver';
import { SharesResolver } from './shares/shares-resolver';
import { buildSchema } from './server/build-schema';
import { CampaignEventResolver } from './structure/campaign-event';
import { ClosureHistoryResolver, OrganizationEventResolver } from './structure/organization-event';
import { WorkItemMutations } from './work-program/work-item-mutations';
import { WorkItemResolver } from './work-program/work-item-resolver';
import { WorkProgramResolver } from './work-program/work-program-resolver';

export function buildApiSchema(): GraphQLSchema {
  return buildSchema([
    NodeResolver,
    ViewerResolver,
    CampaignResolver,
    OrganizationResolver,
    ProgressResolver,
    OrganizationProgressResolver,
    CongressResolver,
    OrganizationCongressResolver,
    EventResolver,
    CongressMutations,
    BriefingResolver,
    RestatementCauseResolver,
    BriefingMutations,
    ChangeBriefingPayloadResolver,
    PublishBriefingPayloadResolver,
    BriefingEventResolver,
    WorkProgramResolver,
    WorkItemResolver,
    WorkItemMutations,
    QualityRatingResolver,
    RatedBodyResolver,
    RatingResolver,
    RatingMutations,
    SharesResolver,
    DeclarationResolver,
    DeclarationMutations,
    ReconciliationResolver,
    ClosureResolver,
    ClosureMutations,
    OrganizationClosureResolver,
    ClosureHistoryResolver,
    OrganizationEventResolver,
    CampaignEventResolver,
    IndicatorResolver,
    IndicatorFiguresResolver,
    IndicatorValueResolver,
    IndicatorMutations,
  ]);
}
