/** Jest's global teardown: stops the server of the run and removes its files. */
import { removeDataDirectory } from './data-directory';
import { run } from './start-postgres';

export default async function stopPostgres(): Promise<void> {
  if (run.testPostgres === undefined) return;
  const { server, dataDirectory } = run.testPostgres;
  await server.stop();
  await removeDataDirectory(dataDirectory);
}
