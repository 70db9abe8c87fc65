/** `giaoban serve`: runs the server until it is told to stop, and says at its start what to try. */
import type { Logger } from 'pino';
import { signToken } from '../access/token';
import { Role } from '../access/viewer';
import { startApp, type App } from '../app';
import { DEFAULT_DATA_DIRECTORY, readConfig, type Config } from '../config/config';
import { findRootCode } from '../organization/find-path';
import type { Stopping } from '../process/stopping';
import { openSpeech, type Voice } from '../process/voice';
import { DEFAULT_API_URL, DEFAULT_WATCH_URL, USUAL_DAYS } from './defaults';

export async function serve({ signal }: Stopping): Promise<void> {
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
  // A Ctrl-C reaches PostgreSQL as well: the connections that it ends now need not be logged.
  if (log.isLevelEnabled('warn')) log.level = 'error';
  if (reason !== undefined) {
    log.fatal({ reason }, 'The embedded database is gone.');
    voice.say(`${reason} Start again: everything that was answered has been kept.`);
    process.exitCode = 1;
  }
  voice.say('Stopping: finishing what is running, closing connections …');
  await app.close();
  voice.say('Stopped.');
  // Idle handles of libraries must not keep a stopped server alive.
  process.exit();
}

/** For machines: a line that a log can be searched for. It contains no token. */
function announce({ url, isOpen }: App, { readOnly }: Config, log: Logger, seconds: number): void {
  const addresses = { url, graphql: `${url}/graphql`, subscriptions: socketOf(url), ready: `${url}/readyz` };
  log.info({ ...addresses, isOpen, readOnly, seconds }, 'Giao Ban is ready.');
}

/** For people: addresses, what to try, and how to get a token. */
async function welcome(app: App, config: Config, { say }: Voice, seconds: number): Promise<void> {
  say('');
  say(`Giao Ban is ready after ${seconds.toFixed(1)} s.`);
  say('');
  const needsToken = !app.isOpen;
  const here = config.dataDirectory === DEFAULT_DATA_DIRECTORY ? '' : `DATA_DIR=${forShell(config.dataDirectory)} `;
  const root = await findRootCode(app.dataSource);
  const socket = socketOf(app.url);
  if (config.dashboard) say(`  Page             ${app.url}/   (in a browser: the dashboard)`);
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
  else await sayTokens(root, app, here, say);
  if (app.isOpen && !config.readOnly) {
    say(`Play the year 2020 with \`${replayCommand(app.url, here)}\`, and see the country fill up.`);
  }
  say(`Watch events with \`${watchCommand(socket, needsToken)}\`. Ctrl-C stops the server.`);
}

function sayHowToGetTokens(root: string, { databaseUrl }: Config, here: string, say: Voice['say']): void {
  const command = tokenCommand(databaseUrl === undefined ? here : '', Role.ADMIN, root);
  say(`Nothing can be read without a token. With the settings of this server, TOKEN=$(${command}) makes one.`);
}

async function sayTokens(organization: string, app: App, here: string, say: Voice['say']): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1_000) + USUAL_DAYS * 86_400;
  const [reporter, admin] = await Promise.all([
    signToken({ subject: 'demo-reporter', role: Role.REPORTER, organization, expiresAt }, app.tokenSecret),
    signToken({ subject: 'demo-admin', role: Role.ADMIN, organization, expiresAt }, app.tokenSecret),
  ]);
  say(
    `Everyone may read here. To change something, send one of these as "Authorization: Bearer …", for ${USUAL_DAYS} days:`,
  );
  say(`  reporter  ${reporter}`);
  say(`  admin     ${admin}`);
  say(`More with \`${tokenCommand(here, Role.VIEWER, organization)}\`.`);
}

function tokenCommand(here: string, role: Role, organization: string): string {
  return `${here}npx giaoban token --role ${role} --organization ${forShell(organization)}`;
}

/** As it is typed in a shell: a path may have spaces in it. */
function forShell(text: string): string {
  return /^[\p{L}\p{N}_./~-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function watchCommand(socket: string, needsToken: boolean): string {
  const where = socket === DEFAULT_WATCH_URL ? '' : ` --url ${socket}`;
  return `npx giaoban watch${where}${needsToken ? ' --token $TOKEN' : ''}`;
}

function replayCommand(url: string, here: string): string {
  const address = `${url}/graphql`;
  return `${here}npx giaoban replay${address === DEFAULT_API_URL ? '' : ` --url ${address}`}`;
}

function socketOf(url: string): string {
  return `${url.replace(/^http/, 'ws')}/graphql`;
}
