/** A campaign that was imported into an embedded database is nobody else's business: only the demo is open (P7). */
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { runHere } from '../support/run-here';
import { startServerProcess } from '../support/server-process';

const FOLDER = join(__dirname, '..', '..', 'examples', 'campaign');
const FILES = ['campaign.json', 'organizations.csv', 'plans.csv', 'reports.csv'];
const QUESTION = JSON.stringify({ query: '{ progress { planned completed } }' });

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

test('without a token nothing is read, nor its figures; with one that the same folder signs, all of it', async () => {
  const dataDirectory = await freshDataDirectory();
  cleanUp.add(() => removeDataDirectory(dataDirectory));
  const given = { folder: FOLDER, settings: { DATA_DIR: dataDirectory } };
  const imported = await runHere(['import', ...FILES], given);
  expect(imported.out).toMatch(/Recorded a campaign and 13 events, positions 1 to 13\.\n$/);
  const { out } = await runHere(['token', '--role', 'VIEWER', '--organization', 'TW'], given);

  const server = await startServerProcess({ DATA_DIR: dataDirectory });
  cleanUp.add(() => server.kill('SIGTERM'));
  const ask = async (headers: Record<string, string>): Promise<unknown> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: QUESTION };
    return (await fetch(`${server.url}/graphql`, init)).json();
  };
  expect(await ask({})).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  expect(await ask({ authorization: `Bearer ${out.trim()}` })).toEqual({
    data: { progress: { planned: 9, completed: 2 } },
    extensions: { position: 13 },
  });
});
