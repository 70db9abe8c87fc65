/** What may be said when the benchmark of answers is started. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Settings {
  /** Measurements, by their name and the work's, such as `remembered progress`. */
  isChosen: (measurement: string, work?: string) => boolean;
  /** Of each slice of a measurement. */
  seconds: number;
  rounds: number;
  /** Whether somebody is measured beside us. */
  withPeers: boolean;
  /** A built checkout. */
  server: string;
  write: boolean;
  /** Where databases are made; undefined for an embedded PostgreSQL. */
  postgresUrl: string | undefined;
}

const ROOT = join(__dirname, '..', '..');

export function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      seconds: { type: 'string', default: '0.5' },
      rounds: { type: 'string', default: '5' },
      alone: { type: 'boolean', default: false },
      server: { type: 'string', default: ROOT },
      write: { type: 'boolean', default: false },
    },
  });
  const only = new RegExp(values.only);
  return {
    isChosen: (measurement, work) => only.test(work === undefined ? measurement : `${measurement} ${work}`),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    withPeers: !values.alone,
    server: resolve(values.server),
    write: values.write,
    postgresUrl: process.env['BENCH_DATABASE_URL'],
  };
}
