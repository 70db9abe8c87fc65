/** Jest's global setup: the server of the run, with the databases that its tests clone, and the dashboard that each app shows. */
import type { GlobalConfig, ProjectConfig } from 'jest';
import { buildDashboard } from './build-dashboard';
import { chooseTemplates } from './choose-templates';
import { makeTemplates } from './templates';
import { startTestPostgres, stopTestPostgres } from './test-postgres';

function say(line: string): void {
  process.stderr.write(`setup: ${line}\n`);
}

export default async function startPostgres(
  { testPathPatterns, rootDir }: GlobalConfig,
  { testMatch }: ProjectConfig,
): Promise<void> {
  if (buildDashboard()) say('the dashboard is built');
  await startTestPostgres();
  say('PostgreSQL is started');
  const patterns = testPathPatterns.toExecutor({ rootDir });
  const isChosen = (path: string): boolean => patterns.isMatch(path);
  try {
    await makeTemplates(chooseTemplates({ isChosen, testMatch }), say);
  } catch (error) {
    // Jest does not tear down what was not set up.
    await stopTestPostgres();
    throw error;
  }
}
