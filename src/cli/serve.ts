/** `giaoban serve`: runs the server until it is told to stop. */
import type { Command } from 'commander';
import { pino } from 'pino';
import { signToken } from '../access/token';
import { Role } from '../access/viewer';
import { startApp, type App } from '../app';
import { findRootCode } from '../organization/find-path';
import { DEFAULT_DATA_DIRECTORY, readConfig, type Config } from '../config';
import type { Stopping } from '../stopping';
import { openVoice, type Voice } from '../voice';
import { DEFAULT_WATCH_URL } from './watch';

export function addServe(program: Command, { signal }: Stopping): void {
  program
    .command('serve', { isDefault: true })
    .description('Serve the GraphQL API until SIGINT or SIGTERM.')
    .action(() => serve(signal));
}

async function serve(signal: AbortSignal): Promise<void> {
  const config = readConfig();
  const voice = openVoice(process.stdout);
  const log = pino({ level: config.logLevel }, pino.destination(2));
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

async function welcome(app: App, config: Config, { say }: Voice, milliseconds: number): Promise<void> {
  const seconds = (milliseconds / 1_000).toFixed(1);
  say('');
  say(`Giao Ban is ready after ${seconds} s.`);
  say('');
  const needsToken = !app.isOpen;
  const here = config.dataDirectory === DEFAULT_DATA_DIRECTORY ? '' : `DATA_DIR=${forShell(config.dataDirectory)} `;
  const root = await findRootCode(app.dataSource);
  const socket = `${app.url.replace(/^http/, 'ws')}/graphql`;
  say(`  GraphQL          ${app.url}/graphql${config.explorers ? '   (in a browser: Apollo Sandbox)' : ''}`);
  if (config.explorers) say(`  Without internet ${app.url}/graphiql   (in a browser: GraphiQL)`);
  say(`  Subscriptions    ${socket}   (graphql-transport-ws)`);
  say(`  Ready, alive     ${app.url}/readyz   ${app.url}/healthz`);
  if (config.readOnly) say('  Read-only        Every change is refused, and the day does not turn (READ_ONLY).');
  say('');
  say('Try it:');
  say(`  curl -s ${app.url}/graphql -H 'content-type: application/json' \\`);
  if (needsToken) say(`    -H "authorization: Bearer $TOKEN" \\`);
  say(`    -d '{"query":"{ progress(level: GRASSROOTS, pilot: true) { planned completed remaining rate } }"}'`);
  say('');
  if (root === undefined)
    say('There are no organizations yet: stop the server, and import some with `npx giaoban import`.');
  else if (needsToken) sayHowToGetTokens(root, config, here, say);
  else await sayTokens(root, app, say);
  say(
    `${needsToken ? 'Watch' : `More with \`${here}npx giaoban token\`; watch`} events with \`${watchCommand(socket, needsToken)}\`. Ctrl-C stops the server.`,
  );
}

function sayHowToGetTokens(root: string, { databaseUrl }: Config, here: string, say: Voice['say']): void {
  const command = `${databaseUrl === undefined ? here : ''}npx giaoban token --role ADMIN --organization ${forShell(root)}`;
  say(`Nothing can be read without a token. With the settings of this server, TOKEN=$(${command}) makes one.`);
}

async function sayTokens(organization: string, app: App, say: Voice['say']): Promise<void> {
  const [reporter, admin] = await Promise.all([
    signToken({ subject: 'demo-reporter', role: Role.REPORTER, organization }, app.tokenSecret),
    signToken({ subject: 'demo-admin', role: Role.ADMIN, organization }, app.tokenSecret),
  ]);
  say('Everyone may read here. To change something, send one of these as "Authorization: Bearer …":');
  say(`  reporter  ${reporter}`);
  say(`  admin     ${admin}`);
}

/** As it is typed: a path may have spaces in it. */
function forShell(text: string): string {
  return /^[\p{L}\p{N}_./~-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function watchCommand(socket: string, needsToken: boolean): string {
  const where = socket === DEFAULT_WATCH_URL ? '' : ` --url ${socket}`;
  return `npx giaoban watch${where}${needsToken ? ' --token $TOKEN' : ''}`;
}
