/** Finds out who is asking, and opens what their operations are executed in: wired of tokens, the tree and the log. */
import { Accounts, type Account } from './account/account';
import { authenticate, recallViewer, type Authenticated } from './access/authenticate';
import { KnownPaths } from './access/known-paths';
import { KnownTokens } from './access/known-tokens';
import { Operation } from './access/operation';
import type { Config } from './config/config';
import type { OpenDatabase } from './open-database';
import type { Tail } from './feed/tail';
import type { Turns } from './process/turns';
import { findPath } from './organization/find-path';
import { findMovedViewer } from './organization/load-organization';
import { isSaidOfStructure } from './organization/structure-kinds';
import { Problem } from './problem';
import type { Authenticate, Recall, Session } from './server/session';
import { say } from './words/message';

interface ExecutionTurns {
  ofRequests: Turns;
  ofGroups: Turns;
}

/** Where organizations lie is known until something has happened to them. */
function followPaths(tail: Tail, paths: KnownPaths): KnownPaths {
  const forget = (): void => {
    paths.forget();
  };
  tail.follow({
    onTaken: (entries) => {
      if (entries.some(({ kind }) => isSaidOfStructure(kind))) forget();
    },
    onReplaced: forget,
  });
  return paths;
}

export function signInWith(
  config: Config,
  { dataSource, tokenSecrets, isOpen }: OpenDatabase,
  tail: Tail,
  { ofRequests, ofGroups }: ExecutionTurns,
): { authenticate: Authenticate; recall: Recall; accountOf: (address: string) => Account } {
  const find = (code: string | null) => findPath(dataSource, code);
  const paths = followPaths(tail, new KnownPaths(find));
  const options = {
    tokens: new KnownTokens(tokenSecrets),
    anonymousMayRead: isOpen,
    publicTotals: config.publicTotals,
    paths,
  };
  const accounts = new Accounts({ perSecond: config.limits.costPerSecond, most: config.limits.costAtOnce });
  const sessionOf = (
    { viewer, organization, expiresAt }: Authenticated,
    language: Session['language'],
    account: Account,
  ): Session => {
    const session: Session = {
      language,
      viewer,
      expiresAt,
      open: () => session,
      findViewer: async () => ({ ...viewer, path: (await paths.find(organization)) ?? gone() }),
      lookUpViewer: async () => ({ ...viewer, path: (await find(organization)) ?? gone() }),
      findMoved: async (operation) => {
        const path = await findMovedViewer(operation, organization);
        if (path === undefined) return undefined;
        paths.forgetOne(organization);
        return path ?? gone();
      },
      account,
      openOperation: (asked, asker) =>
        new Operation(dataSource, asked, language, {
          ...asker,
          turns: asker.whose === undefined ? ofGroups : ofRequests,
        }),
    };
    return session;
  };
  return {
    accountOf: (address) => accounts.of(null, address),
    authenticate: async ({ authorization, language, address }) => {
      const authenticated = await authenticate(authorization, options);
      return sessionOf(authenticated, language, accounts.of(authenticated.viewer.subject, address));
    },
    recall: ({ authorization, language, address }) => {
      const known = recallViewer(authorization, options);
      if (known === undefined) return undefined;
      const account = accounts.of(known.viewer.subject, address);
      if (account.budget.remaining <= 0) return undefined;
      return { viewer: known.viewer, account, language, open: () => sessionOf(known, language, account) };
    },
  };
}

function gone(): never {
  throw new Problem('UNAUTHENTICATED', say`The organization of the token no longer exists. Get a new token.`);
}
