/** The figures of a process for Prometheus: gathered from what the other folders publish, and asked for when they are read. */
import { collectDefaultMetrics, Registry } from 'prom-client';
import { countDocuments } from './count-documents';
import { countOperations } from './count-operations';
import { countVerification } from './count-verification';
import { measureDatabase } from './measure-database';
import { measureFeed } from './measure-feed';

export interface Metrics {
  registry: Registry;
  /** All of them, in the text format of Prometheus. */
  read: () => Promise<{ contentType: string; text: string }>;
  /** Takes the subscriptions off. */
  close: () => void;
}

/** The figures of Node and of the process, which several apps in one process share. */
let ofProcess: Registry | undefined;

function openProcessRegistry(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const own = openProcessRegistry();
  const stops = [measureFeed, measureDatabase, countOperations, countDocuments, countVerification].map((watch) =>
    watch(registry),
  );
  return {
    registry,
    read: async () => ({
      contentType: registry.contentType,
      text: `${await registry.metrics()}\n${await own.metrics()}`,
    }),
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
