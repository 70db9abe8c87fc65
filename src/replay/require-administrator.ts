/** Requires that the token with which the API is asked may turn the business day. */
import { Problem } from '../problem';
import { plain } from '../words/message';
import type { Api } from './open-api';

const DOCUMENT = 'query Asker { viewer { role organization { code } } }';

interface Asker {
  viewer: { role: string; organization: { code: string } };
}

export async function requireAdministrator(api: Api, root: string): Promise<void> {
  const { role, organization } = (await api.ask<Asker>(DOCUMENT)).viewer;
  if (role === 'ADMIN' && organization.code === root) return;
  throw new Problem(
    'FORBIDDEN',
    plain`The token says ${role} of ${organization.code}, and turning the day takes ADMIN of ${root}: \`giaoban token --role ADMIN --organization ${root}\` makes one.`,
  );
}
