/** A data directory on which `giaoban serve` finds the demo country, the small one: it goes on with it, as after a restart. */
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { makeSmallCluster } from './small-cluster';

/** To be removed by who asks for it. */
export async function makeDemoDirectory(): Promise<string> {
  const dataDirectory = await freshDataDirectory();
  try {
    await makeSmallCluster(dataDirectory);
  } catch (error) {
    await removeDataDirectory(dataDirectory);
    throw error;
  }
  return dataDirectory;
}
