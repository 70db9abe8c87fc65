/** Closures in the API, as fields of organizations. */
import DataLoader from 'dataloader';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { DayScalar } from '../api/day-scalar';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { Closure } from './closure';
import { CLOSURE_NODE } from './closure-node';

@Resolver(() => Closure)
export class ClosureResolver {
  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() closure: Closure): Promise<string> {
    return CLOSURE_NODE.idOf(operation, closure);
  }

  @FieldResolver(() => Organization, { description: 'The organization that was closed.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Closure): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }
}

@Resolver(() => Organization)
export class OrganizationClosureResolver {
  @FieldResolver(() => DayScalar, {
    nullable: true,
    description:
      'The day from which it is closed: merged or dissolved. Null while it is open, and where the viewer may not see it.',
  })
  async closedOn(@Ctx() operation: Operation, @Root() organization: Organization): Promise<Day | null> {
    return (await loadClosure(operation, organization))?.closedOn ?? null;
  }

  @FieldResolver(() => Closure, {
    nullable: true,
    description: 'Whether it was closed, or reopened since; null for one that was never closed, which is position 0.',
  })
  closure(@Ctx() operation: Operation, @Root() organization: Organization): Promise<Closure | null> {
    return loadClosure(operation, organization);
  }
}

/** Null for one that was never closed, and where the viewer may not see it. */
async function loadClosure(operation: Operation, { id, path }: Organization): Promise<Closure | null> {
  if (!may(operation.viewer).see(path)) return null;
  return (await operation.snapshot.once(closuresByOrganization).load(id)) ?? null;
}

/** Use as `snapshot.once(closuresByOrganization)`. */
function closuresByOrganization(snapshot: Snapshot): DataLoader<number, Closure | undefined> {
  return new DataLoader(async (ids) => {
    const found = await snapshot.read((manager) => manager.findBy(Closure, { organizationId: In([...ids]) }));
    const byOrganization = new Map(found.map((closure) => [closure.organizationId, closure]));
    return ids.map((id) => byOrganization.get(id));
  });
}
