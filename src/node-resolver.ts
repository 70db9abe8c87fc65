/** Anything by its id alone. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { NodeKind } from './access/node-kind';
import type { Operation } from './access/operation';
import { fromGlobalId, Node } from './api/node';
import { ofStatements, STATEMENT_EACH } from './api/price';
import { DOCUMENT_NODE } from './document/find-documents';
import { EVENT_NODE } from './change/event-resolver';
import { BRIEFING_NODE } from './briefing/briefing-node';
import { CLOSURE_NODE } from './closure/closure-node';
import { CONGRESS_NODE, PROGRESS_NODE } from './congress/congress-nodes';
import { DECLARATION_NODE, RECONCILIATION_NODE } from './declaration/declaration-nodes';
import { INDICATOR_FIGURES_NODE, INDICATOR_NODE, INDICATOR_VALUE_NODE } from './indicator/indicator-nodes';
import { Problem } from './problem';
import { QUALITY_RATING_NODE, RATING_NODE } from './rating/rating-nodes';
import { CAMPAIGN_NODE } from './structure/campaign-node';
import { ORGANIZATION_NODE } from './structure/organization-node';
import { shorten } from './text/shorten';
import { WORK_ITEM_NODE, WORK_PROGRAM_NODE } from './work-program/work-program-nodes';
import { say } from './words/message';

/** Whatever implements `Node` in the schema, apart from events. */
const KINDS: readonly NodeKind[] = [
  CAMPAIGN_NODE,
  ORGANIZATION_NODE,
  CLOSURE_NODE,
  CONGRESS_NODE,
  PROGRESS_NODE,
  DECLARATION_NODE,
  RECONCILIATION_NODE,
  INDICATOR_NODE,
  INDICATOR_VALUE_NODE,
  INDICATOR_FIGURES_NODE,
  RATING_NODE,
  QUALITY_RATING_NODE,
  DOCUMENT_NODE,
  WORK_PROGRAM_NODE,
  WORK_ITEM_NODE,
  BRIEFING_NODE,
];

/** As many as a page of a list. */
const MOST_AT_ONCE = 200;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    complexity: ofStatements(3),
    description: 'Anything by its id, also as it was, where the id says so. NOT_FOUND when there is none.',
  })
  async node(
    @Ctx() operation: Operation,
    @Arg('id', () => ID, { description: 'An id that this API gave.' }) id: string,
  ): Promise<object> {
    const found = await find(operation, id);
    if (found !== null) return found;
    const message = say`There is nothing with the id "${shorten(id)}". Use an id just as the API gave it.`;
    throw new Problem('NOT_FOUND', message, { argument: 'id' });
  }

  @Query(() => [Node], {
    nullable: 'itemsAndList',
    complexity: ({ args, childComplexity }) => (args['ids'] as string[]).length * (STATEMENT_EACH + childComplexity),
    description: 'Many things by their ids, in the order of the ids: null for each that there is not.',
  })
  async nodes(
    @Ctx() operation: Operation,
    @Arg('ids', () => [ID], { description: 'Ids that this API gave: 200 at most.' }) ids: string[],
  ): Promise<(object | null)[]> {
    const actual = ids.length;
    if (actual > MOST_AT_ONCE) {
      const message = say`ids has ${actual} ids; ask for at most ${MOST_AT_ONCE} at a time.`;
      throw new Problem('BAD_USER_INPUT', message, { argument: 'ids', limit: MOST_AT_ONCE, actual });
    }
    return Promise.all(ids.map((id) => find(operation, id)));
  }
}

async function find(operation: Operation, id: string): Promise<object | null> {
  const parsed = fromGlobalId(id);
  if (parsed === null) return null;
  const kind = KINDS.find(({ type }) => type === parsed.type) ?? EVENT_NODE;
  return kind.find(operation, parsed);
}
