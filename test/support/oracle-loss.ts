/** Takes away from the log what a promotion or a restore does, and keeps what was told of it before. */
import { isDeepStrictEqual } from 'node:util';
import { readOracleLog, type OracleLog } from './oracle-log';
import { isWell, type Stage } from './oracle-stage';
import { restoreRows } from './restore-in-place';

/** `level`: nothing is under way, and the standby has everything. */
export async function promote(stage: Stage, { how, level }: { how: 'cut' | 'silent'; level: boolean }): Promise<void> {
  const { cluster } = stage;
  if (!cluster.isDatabaseUp()) return;
  if (level) {
    if (!isWell(stage)) return;
    await Promise.all(stage.sent);
    await cluster.postgres.letCatchUp();
  }
  await note(stage, await cluster.failOver(how));
}

export async function restore(stage: Stage): Promise<void> {
  if (!stage.cluster.isDatabaseUp()) return;
  const before = await restoreRows(stage.cluster.databaseUrl());
  if (before !== undefined) await note(stage, before);
}

async function note(stage: Stage, before: OracleLog): Promise<void> {
  const log = await readOracleLog(stage.cluster.databaseUrl());
  const isThere = (index: number): boolean => isDeepStrictEqual(log.rows[index], before.rows[index]);
  // What is gone, is gone with all that follows it.
  if (before.rows.length === 0 || isThere(before.rows.length - 1)) return;
  stage.gone.push(before);
  stage.answered.length = 0;
  stage.known = { log, position: log.rows.length, cursor: log.rows.at(-1)?.cursor };
}
