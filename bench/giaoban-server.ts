/** Our server, wired as `giaoban serve` wires it, with gauges. */
import 'reflect-metadata';
import { subscribe } from 'node:diagnostics_channel';
import { pino } from 'pino';
import { startApp } from '../src/app';
import { readConfig } from '../src/config/config';
import { openVoice } from '../src/process/voice';
import { answerCommands } from './answer-commands';
import { gauges, markEvent } from './gauges';

export interface GiaobanStart {
  databaseUrl: string;
  secret: string;
  /** Of the environment, beside those that every run has. */
  settings?: Readonly<Record<string, string>>;
}

/** All sockets come from this machine. */
const ONE_ADDRESS = {
  LIMIT_CONNECTIONS_PER_ADDRESS: '100000',
  LIMIT_NEWCOMERS: '100000',
  LIMIT_NEWCOMERS_PER_ADDRESS: '100000',
};

subscribe('giaoban.feed.taken', markEvent);

const commands = {
  ...gauges,
  /** Where it listens, as `http://127.0.0.1:4000`. */
  start: async ({ databaseUrl, secret, settings }: GiaobanStart): Promise<string> => {
    const { url } = await startApp({
      config: readConfig({
        DATABASE_URL: databaseUrl,
        AUTH_JWT_SECRET: secret,
        PORT: '0',
        // What is measured is the API, and it need not be built.
        DASHBOARD: 'off',
        ...ONE_ADDRESS,
        ...settings,
      }),
      log: pino({ level: 'warn' }, pino.destination(2)),
      voice: openVoice({ write: () => undefined }),
      onDatabaseLost: () => undefined,
    });
    return url;
  },
};

export type GiaobanCommands = typeof commands;

answerCommands(commands);
