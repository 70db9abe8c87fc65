/** The connection on which a transaction runs: COPY needs it bare. */
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

export async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (queryRunner === undefined) throw new Error('Rows are copied outside of a transaction.');
  return (await queryRunner.connect()) as PoolClient;
}
