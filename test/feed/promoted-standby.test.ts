/** P5: a standby is promoted, behind or level: whoever may have seen what is gone is told once, and everybody goes on. */
import { afterEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { onDatabase, readOracleLog } from '../support/oracle-log';
import { lead, SMALL_TREE, write } from '../support/replaceable-servers';
import { expectAlive, expectAll, expectCursors, lose, openStageOn } from '../support/replaced-stage';
import { openReplicatedPostgres, type ReplicatedPostgres } from '../support/replicated-postgres';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function openPostgres(): Promise<ReplicatedPostgres> {
  const postgres = await openReplicatedPostgres(SMALL_TREE);
  closers.add(postgres.close);
  return postgres;
}

const checkpoint = (url: string) => onDatabase(url, (client) => client.query('CHECKPOINT'));

test.each([
  { lost: 7, overtakenBy: 10, isChecked: false },
  { lost: 7, overtakenBy: 7, isChecked: true },
  { lost: 7, overtakenBy: 0, isChecked: false },
])(
  'P5: promoted $lost behind, with $overtakenBy others in their places, checkpoint before: $isChecked; and once more',
  async ({ lost, overtakenBy, isChecked }) => {
    const postgres = await openPostgres();
    const stage = await openStageOn(postgres.url, closers);
    const { rows: kept } = await readOracleLog(postgres.url());
    const fault = async (): Promise<void> => {
      await postgres.promote();
      await postgres.killOld();
      if (isChecked) await checkpoint(postgres.url());
    };
    const loss = { overtakenBy, servers: 'lose their connections', fault } as const;
    await postgres.holdBack();
    const before = await lose(stage, { ...loss, lost, seenBy: 0 });
    await checkpoint(postgres.url());
    await write(postgres.url(), 3);
    await expectAll(stage);
    await expectCursors(stage, before, kept.length);
    await postgres.holdBack();
    await lose(stage, { ...loss, lost: 2, seenBy: 1 });
    await write(postgres.url(), 3);
    await expectAll(stage);
    await expectAlive(stage);
  },
);

test('P5: promoted level, twice, nobody is told anything, and every cursor goes on', async () => {
  const postgres = await openPostgres();
  const stage = await openStageOn(postgres.url, closers);
  const before = await readOracleLog(postgres.url());
  for (const isChecked of [true, false]) {
    await postgres.letCatchUp();
    await postgres.promote();
    await postgres.killOld();
    if (isChecked) await checkpoint(postgres.url());
    for (const server of stage.servers) lead(server, postgres.url());
    await write(postgres.url(), 5);
    await expectAll(stage);
  }
  await checkpoint(postgres.url());
  await write(postgres.url(), 2);
  expect((await expectAll(stage)).epoch).toBe(before.epoch);
  await expectCursors(stage, before, before.rows.length);
  await expectAlive(stage);
});
