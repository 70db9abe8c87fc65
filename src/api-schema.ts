/** The schema of the API: every resolver class of the project, and nothing else. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { CongressMutations } from './congress/congress-mutations';
import { CongressResolver, OrganizationCongressResolver } from './congress/congress-resolver';
import { EventResolver } from './congress/event-resolver';
import { NodeResolver } from './congress/node-resolver';
import { IndicatorMutations } from './indicator/indicator-mutations';
import { IndicatorFiguresResolver, IndicatorResolver } from './indicator/indicator-resolver';
import { IndicatorValueResolver } from './indicator/indicator-value-resolver';
import { CampaignResolver } from './organization/campaign-resolver';
import { OrganizationResolver } from './organization/organization-resolver';
import { ViewerResolver } from './organization/viewer-resolver';
import { OrganizationProgressResolver, ProgressResolver } from './progress/progress-resolver';
import { buildSchema } from './server/build-schema';

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
    IndicatorResolver,
    IndicatorFiguresResolver,
    IndicatorValueResolver,
    IndicatorMutations,
  ]);
}
