/** Documents that were asked for and what came of them, and how long the writing took. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { DocumentOutcome } from '../press/press';
import { watchChannels } from '../process/watch-channels';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function countDocuments(registry: Registry): () => void {
  const registers = [registry];
  const documents = new Counter({
    name: 'giaoban_documents_total',
    help: 'Documents by format and outcome: written, once for all who asked at the same time; kept from before; given_up, because nobody waited any more; refused, because too many waited; failed.',
    labelNames: ['format', 'outcome'],
    registers,
  });
  const writing = new Histogram({
    name: 'giaoban_document_seconds',
    help: 'How long the writing of a document took, without its time in line; the first one of a thread loads its libraries.',
    labelNames: ['format'],
    buckets: BUCKETS,
    registers,
  });
  return watchChannels({
    'giaoban.press.document': ({ format, outcome, milliseconds }: DocumentOutcome) => {
      documents.inc({ format, outcome });
      if (milliseconds !== undefined) writing.observe({ format }, milliseconds / 1_000);
    },
  });
}
