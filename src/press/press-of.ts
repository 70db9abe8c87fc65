/** Who writes the documents of a server: its press, found by its database. A command that serves nobody else writes them itself. */
import type { WriteDocument } from './document-job';
import type { Press } from './press';
import { writeInPlace } from './write-in-place';

const presses = new WeakMap<object, Press>();

export function installPress(dataSource: object, press: Press): void {
  presses.set(dataSource, press);
}

export function writerFor(dataSource: object): WriteDocument {
  return presses.get(dataSource)?.write ?? writeInPlace;
}
