/** `giaoban serve`: runs the server until it is told to stop. */
import type { Command } from 'commander';
import { pino } from 'pino';
import { signToken } from '../access/token';
import { Role } from '../access/viewer';
import { startApp, type App } from '../app';
import { DEFAULT_DATA_DIRECTORY, readConfig, type Config } from '../config';
import { openVoice, type Voice } from '../voice';
import { DEFAULT_WATCH_URL } from './watch';

export function addServe(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .description('Serve the GraphQL API until SIGINT or SIGTERM.')
    .action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const voice = openVoice(process.stdout);
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const started = Date.now();
  const stopped = whenToldToStop();
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const app = await startApp({ config, log, voice, onDatabaseLost: lose });
  await welcome(app, config, voice, Date.now() - started);
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

/** A Ctrl-C reaches a program under npm twice: from the terminal, and handed on by npm. */
const SAME_SIGNAL_MILLISECONDS = 1_000;

/** Resolves at the first SIGINT or SIGTERM; another one later on ends the process at once. */
function whenToldToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    let toldAt: number | undefined;
    const stop = (): void => {
      toldAt ??= Date.now();
      if (Date.now() - toldAt > SAME_SIGNAL_MILLISECONDS) process.exit(130);
      resolve(undefined);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

async function welcome(app: App, config: Config, { say }: Voice, milliseconds: number): Promise<void> {
  const seconds = (milliseconds / 1_000).toFixed(1);
  say('');
  say(`Giao Ban is ready after ${seconds} s.`);
  say('');
  const isDemo = config.databaseUrl === undefined;
  const needsToken = !isDemo || config.tokenSecret !== undefined;
  const socket = `${app.url.replace(/^http/, 'ws')}/graphql`;
  say(`  GraphQL          ${app.url}/graphql${isDemo ? '   (in a browser: Apollo Sandbox)' : ''}`);
  say(`  Subscriptions    ${socket}   (graphql-transport-ws)`);
  say(`  Ready, alive     ${app.url}/readyz   ${app.url}/healthz`);
  say('');
  say('Try it:');
  say(`  curl -s ${app.url}/graphql -H 'content-type: application/json' \\`);
  if (needsToken) say(`    -H "authorization: Bearer $TOKEN" \\`);
  say(`    -d '{"query":"{ progress(level: GRASSROOTS, pilot: true) { planned completed remaining rate } }"}'`);
  say('');
  if (!needsToken) await sayTokens(app, say);
  else
    say(
      'Nothing can be read without a token: TOKEN=$(npx giaoban token), with the settings of this server, makes one.',
    );
  const here = config.dataDirectory === DEFAULT_DATA_DIRECTORY ? '' : `DATA_DIR=${config.dataDirectory} `;
  say(
    `${needsToken ? 'Watch' : `More with \`${here}npx giaoban token\`; watch`} events with \`${watchCommand(socket, needsToken)}\`. Ctrl-C stops the server.`,
  );
}

async function sayTokens(app: App, say: Voice['say']): Promise<void> {
  const [reporter, admin] = await Promise.all([
    signToken({ subject: 'demo-reporter', role: Role.REPORTER, organization: 'VN' }, app.tokenSecret),
    signToken({ subject: 'demo-admin', role: Role.ADMIN, organization: 'VN' }, app.tokenSecret),
  ]);
  say('Everyone may read this demo. To change something, send one of these as "Authorization: Bearer …":');
  say(`  reporter  ${reporter}`);
  say(`  admin     ${admin}`);
}

function watchCommand(socket: string, needsToken: boolean): string {
  const where = socket === DEFAULT_WATCH_URL ? '' : ` --url ${socket}`;
  return `npx giaoban watch${where}${needsToken ? ' --token $TOKEN' : ''}`;
}
