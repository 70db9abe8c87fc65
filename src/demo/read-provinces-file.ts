/** Reads the provinces that the demo country is made from. */
import { readShippedFile } from '../process/read-shipped-file';

export async function readProvincesFile(): Promise<string> {
  return (await readShippedFile('data', 'provinces-2020.csv')).toString();
}
