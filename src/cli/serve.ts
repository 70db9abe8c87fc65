/** `giaoban serve`: runs the server until it is told to stop. */
import type { Command } from 'commander';
import { startApp } from '../app';
import { readConfig } from '../config/config';
import type { Stopping } from '../process/stopping';
import { openSpeech } from './open-speech';
import { announce, welcome } from './welcome';

export function addServe(program: Command, { signal }: Stopping): void {
  program
    .command('serve', { isDefault: true })
    .description('Serve the GraphQL API until SIGINT or SIGTERM.')
    .action(() => serve(signal));
}

async function serve(signal: AbortSignal): Promise<void> {
  const config = readConfig();
  const { voice, log, isToMachines } = openSpeech(config);
  const started = Date.now();
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const app = await startApp({ config, log, voice, signal, onDatabaseLost: lose });
  const seconds = (Date.now() - started) / 1_000;
  if (isToMachines) announce(app, config, log, seconds);
  else await welcome(app, config, voice, seconds);
  const reason = await Promise.race([stopped, lost]);
  // A Ctrl-C reaches PostgreSQL as well: connections that it ends now are no news.
  if (log.isLevelEnabled('warn')) log.level = 'error';
  if (reason !== undefined) {
    log.fatal({ reason }, 'The embedded database is gone.');
    voice.say(`${reason} Start again: everything that was answered is there.`);
    process.exitCode = 1;
  }
  voice.say('Stopping: finishing what runs, closing connections …');
  await app.close();
  voice.say('Stopped.');
  // Idle handles of libraries must not keep a stopped server alive.
  process.exit();
}
