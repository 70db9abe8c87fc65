/** Asks our server and its peers the same, in turns, and measures the CPU that each takes for an answer. */
import 'reflect-metadata';
import { Client } from 'pg';
import type { Closers } from '../src/process/closers';
import type { AskerCommands } from './answers/asker-process';
import { requireSameAnswers } from './answers/compare-answers';
import { Questioner } from './answers/contender';
import { describeAnswers } from './answers/describe-run';
import { installPeers } from './answers/install-peers';
import { openConstants, openLogs, openOurs, openPeers } from './answers/open-contenders';
import { openDatabase, openPostgres } from './answers/open-database';
import { readSettings } from './answers/settings';
import type { Stage } from './answers/stage';
import { WORKS } from './answers/works';
import { describeMachine, loadNow } from './describe-machine';
import { openCountryAt } from './open-country';
import { runToEnd } from './run-to-end';
import { startChild, stopChildren } from './start-child';
import { writeSection } from './write-section';

const INTRODUCTION =
  'CPU for a request, ratios first: *ours ×* is what ours takes, divided by what the server of the row takes (where it changes: requests a second). [README.md](README.md#answers) says how it is measured.';
const HEADING = '### Answers beside peers (`npm run bench:answers`)';

async function run(closers: Closers, signal: AbortSignal): Promise<void> {
  const settings = readSettings();
  if (settings.withPeers) await installPeers(signal);
  const postgresUrl = await openPostgres(closers, settings.postgresUrl);
  tell('Loading the demo country …');
  const databaseUrl = await openDatabase(closers, postgresUrl);
  const logs = await openLogs(closers);
  closers.add(stopChildren);
  const country = await openCountryAt(databaseUrl);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  closers.add(() => client.end());
  const asker = await startChild<AskerCommands>('answers/asker-process');
  tell('Starting the servers …');
  const ours = await openOurs(closers, country.start, { folder: settings.server, logs });
  const questioner = new Questioner();
  closers.add(() => questioner.close());
  const others = settings.withPeers
    ? [...(await openPeers(databaseUrl, logs)), ...(await openConstants(questioner, ours, logs))]
    : [];
  const stage: Stage = { settings, contenders: [ours, ...others], asker, questioner, country, client, signal, tell };
  for (const work of WORKS) await requireSameAnswers(questioner, stage.contenders, work);
  const machine = describeMachine(country.postgresVersion);
  const tables = await describeAnswers(stage, closers, { postgresUrl, logs });
  const { date, commit, processors, memory, versions, loadAtStart } = machine;
  const foot = `- ${date}, commit ${commit}; ${processors}, ${memory}; node ${versions['node'] ?? ''}, postgresql ${versions['postgresql'] ?? ''}; load ${loadAtStart} at the start, ${loadNow()} at the end`;
  const section = `${INTRODUCTION}\n\n${tables}\n\n${foot}`;
  process.stdout.write(settings.write ? `${await writeSection(HEADING, section)}\n` : `${section}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

void runToEnd(run);
