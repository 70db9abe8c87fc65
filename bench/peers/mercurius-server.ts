/** Mercurius with its compiler of operations on (`jit: 1`) and its loaders, over SQL by hand. */
import mercurius from 'mercurius';
import { beServer, listen, openFastify } from './peer-process';
import { pageOf, TYPES, type PageArguments } from './schema-by-hand';
import { Statements, type Organization, type Progress } from './statements';

/** What a loader is given for each object. */
interface Asked<Parent, Arguments = object> {
  obj: Parent;
  params: Arguments;
}

beServer(async ({ databaseUrl }) => {
  const statements = await Statements.open(databaseUrl);
  const app = openFastify();
  await app.register(mercurius, {
    schema: TYPES,
    jit: 1,
    resolvers: {
      Query: {
        progress: async () => (await statements.progressOf([statements.rootId]))[0],
        organizations: async (_root: unknown, { first }: PageArguments) =>
          pageOf(await statements.organizations(first)),
      },
    },
    loaders: {
      Progress: {
        byLevel: (asked: Asked<Progress>[]) => statements.levelsOf(asked.map(({ obj }) => obj.organizationId)),
        children: (asked: Asked<Progress, PageArguments>[]) =>
          Promise.all(
            asked.map(async ({ obj, params }) => pageOf(await statements.childrenOf(obj.organizationId, params.first))),
          ),
      },
      Organization: {
        parent: async (asked: Asked<Organization>[]) => {
          const parents = await statements.organizationsById(asked.flatMap(({ obj }) => obj.parentId ?? []));
          const byId = new Map(parents.map((parent) => [parent?.id, parent]));
          return asked.map(({ obj }) => (obj.parentId === null ? null : byId.get(obj.parentId)));
        },
        progress: (asked: Asked<Organization>[]) => statements.progressOf(asked.map(({ obj }) => obj.id)),
      },
    },
  });
  return listen(app);
});
