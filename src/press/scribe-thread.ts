/** The thread of a scribe: writes the documents that it is sent, and sends back their bytes. */
import { constants, platform, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { type PaperJob, writeInPlace } from './paper-job';

export type Written = { bytes: Uint8Array; error?: never } | { bytes?: never; error: unknown };

// Of this thread alone, as Linux has it: whoever waits for an answer goes before whoever waits for a document.
if (platform() === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const port = parentPort;

port?.on('message', (job: PaperJob) => {
  void writeInPlace(job).then(
    (written) => {
      // Transferred, not copied: so they must be in memory of their own.
      const bytes = Uint8Array.from(written);
      port.postMessage({ bytes } satisfies Written, [bytes.buffer]);
    },
    (error: unknown) => {
      port.postMessage({ error } satisfies Written);
    },
  );
});
