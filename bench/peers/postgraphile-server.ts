/** PostGraphile with its amber preset on fastify, over views with smart tags, as its documentation sets up a server in production. */
import { Client } from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/fastify/v5';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { beServer, listen, openFastify, POOL } from './peer-process';
import { PEER_SCHEMA, VIEWS } from './postgraphile-views';

async function makeViews(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(VIEWS);
  await client.end();
}

beServer(async ({ databaseUrl }) => {
  await makeViews(databaseUrl);
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ connectionString: databaseUrl, schemas: [PEER_SCHEMA], poolConfig: { max: POOL } })],
    grafserv: { graphiql: false, graphqlOverGET: false, watch: false },
    grafast: { explain: false },
  });
  const app = openFastify();
  await instance.createServ(grafserv).addTo(app);
  return listen(app);
});
