/** A server on the country of six organizations that `importCountry` brings in, and an administrator who asks it. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { DataSource } from 'typeorm';
import { Role } from '../../src/access/viewer';
import { importCountry } from './import-texts';
import { openTestDatabase } from './open-database';
import { post, startOn, tokenFor, type Answer } from './start-test-app';

export interface ImportedCountry {
  url: string;
  dataSource: DataSource;
  /** The administrator's token. */
  admin: string;
  /** The whole answer, errors and all; asked by the administrator unless by somebody else. */
  send: <Result, Variables>(
    document: TypedDocumentNode<Result, Variables> | string,
    variables?: Variables,
    token?: string,
  ) => Promise<Answer<Result>>;
  close: () => Promise<void>;
}

export async function startImportedCountry(environment: Record<string, string> = {}): Promise<ImportedCountry> {
  const database = await openTestDatabase();
  await importCountry(database.dataSource);
  const app = await startOn(database.url, environment);
  const admin = await tokenFor(Role.ADMIN, 'TW');
  return {
    url: app.url,
    dataSource: database.dataSource,
    admin,
    send: (document, variables, token = admin) => post(app.url, document, variables, token),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
