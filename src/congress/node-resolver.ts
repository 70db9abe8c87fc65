/** Anything by its id alone. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { organizationsById } from '../organization/load-organization';
import { fromGlobalId, Node } from '../api/node';
import type { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { fromProgressId, loadProgress } from '../progress/load-progress';
import type { Progress } from '../progress/progress';
import type { Congress } from './congress';
import { requireCongress } from './load-congress';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its id. NOT_FOUND when there is none.' })
  async node(
    @Ctx() operation: Operation,
    @Arg('id', () => ID, { description: 'An id that this API gave.' }) id: string,
  ): Promise<Organization | Congress | Progress> {
    const parsed = fromGlobalId(id);
    if (parsed?.type === 'Congress') return requireCongress(operation, id, 'id');
    const found =
      parsed?.type === 'Organization'
        ? await findOrganization(operation, parsed.key)
        : await findProgress(operation, id);
    if (found !== null) return found;
    throw new Problem(
      'NOT_FOUND',
      `There is nothing with the id "${shorten(id)}". Use an id just as the API gave it.`,
      { argument: 'id' },
    );
  }
}

async function findOrganization(operation: Operation, key: string): Promise<Organization | null> {
  if (!/^\d{1,9}$/.test(key)) return null;
  const organization = await operation.snapshot.once(organizationsById).load(Number(key));
  return organization !== undefined && may(operation.viewer).see(organization.path) ? organization : null;
}

async function findProgress(operation: Operation, id: string): Promise<Progress | null> {
  const wanted = fromProgressId(id);
  if (wanted === null) return null;
  const organization = await operation.snapshot.once(organizationsById).load(wanted.organizationId);
  if (organization === undefined || !may(operation.viewer).seeTotals(organization.path)) return null;
  return loadProgress(operation, organization.path, wanted);
}
