/** `giaoban replay`: plays the year of the demo country over the API of a running server, as its administrator. */
import { addDays, type Day } from '../day';
import { DEMO_TEXTS } from '../demo/describe-demo-campaign';
import { ROOT_CODE } from '../demo/found-demo-organizations';
import { generateDemoCountry } from '../demo/generate-demo-country';
import { readProvincesFile } from '../demo/read-provinces';
import { Problem } from '../problem';
import { Stopped, type Stopping } from '../process/stopping';
import { ArrangedYear } from '../replay/arrange-year';
import { LineLost, openApi, type Api } from '../replay/open-api';
import { AS_FAST_AS_IT_GOES, byDaysPerSecond, byEventsPerSecond, type ReplayPace } from '../replay/pace';
import { playYear, type Audience } from '../replay/play-year';
import { readServedCampaign, readServedLevels, type LevelCount, type ServedCampaign } from '../replay/read-recorded';
import { requireAdministrator } from '../replay/require-administrator';
import { plain } from '../words/message';
import { findAdminToken } from './admin-token';
import { openReplayDisplay, type ReplayDisplay } from './replay-display';

export interface ReplayOptions {
  from?: Day;
  to: Day;
  /** Days of the campaign a second; infinite for as fast as it goes. */
  speed: number;
  /** Events a second, instead of a speed. */
  rate?: number;
  url: string;
  token?: string;
}

export async function replay(options: ReplayOptions, { signal }: Stopping): Promise<void> {
  const url = readUrl(options.url);
  const token = await findAdminToken({ given: options.token, url, subject: 'replay', organization: ROOT_CODE });
  const api = openApi({ url, token, signal });
  const display = openReplayDisplay(process.stdout);
  let reached = 'nothing was recorded.';
  try {
    const campaign = await meetServer(api, { isTokenMade: options.token === undefined });
    const { to } = options;
    requireDays(options, campaign);
    const year = await arrangeDemoYear(to);
    const total = year.countBefore(addDays(to, 1));
    display.say(
      `Playing from ${campaign.today} to ${to} at ${url}. Ctrl-C stops; the same command goes on from there.`,
    );
    const leftOut: string[] = [];
    const audience: Audience = {
      onDone: (day, done) => {
        reached = `the business day is ${day}, ${done} of ${total} are recorded. The same command goes on from there.`;
        display.show(day, done, total);
      },
      onDayPlayed: async (day) => {
        display.endDay(day);
        if (day === to || addDays(day, 1).endsWith('-01'))
          display.say(describeLevels(day, await readServedLevels(api)));
      },
      onLeftOut: (reasons) => leftOut.push(...reasons),
      onLost: (why) => {
        display.say(`Lost the server: ${why}; trying again.`);
      },
      onBack: () => {
        display.say('The server is back: going on from what it has recorded.');
      },
    };
    await playYear({ year, api, to, pace: paceOf(options), signal, audience });
    sayEnd(display, to, leftOut);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Stopped(`Stopped: ${reached}`);
  } finally {
    display.end();
  }
}

/** An address of the API over WebSocket is accepted, too. */
function readUrl(text: string): string {
  const address = text.trim().replace(/^ws(s?):/i, 'http$1:');
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) return address;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`--url is "${text}", which is not an address of HTTP. Write it as http://127.0.0.1:4000/graphql.`,
  );
}

/** Throws a Problem unless the server holds the demo country, and the token may turn its day. */
async function meetServer(api: Api, { isTokenMade }: { isTokenMade: boolean }): Promise<ServedCampaign> {
  try {
    const campaign = requireDemo(await readServedCampaign(api));
    await requireAdministrator(api, ROOT_CODE);
    return campaign;
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNAUTHENTICATED' && isTokenMade) throw madeWithAnotherSecret();
    if (!(error instanceof LineLost)) throw error;
    const message = plain`There is no server that answers at ${api.url}: ${error.why}. Start one with \`npx giaoban serve\`, or say with --url where it is.`;
    throw new Problem('UNAVAILABLE', message);
  }
}

function madeWithAnotherSecret(): Problem {
  const message = plain`The server does not accept a token that is made with the secret of these settings. Give the server's DATA_DIR or AUTH_JWT_SECRET, or an ADMIN's token of its root with --token.`;
  return new Problem('UNAUTHENTICATED', message);
}

function requireDemo(campaign: ServedCampaign | null): ServedCampaign {
  const texts = Object.entries(DEMO_TEXTS) as [keyof typeof DEMO_TEXTS, string][];
  if (campaign !== null && texts.every(([name, text]) => campaign[name] === text)) return campaign;
  const what = campaign === null ? 'no campaign' : `the campaign "${campaign.name}" (${campaign.term})`;
  throw new Problem(
    'CONFLICT',
    plain`The server holds ${what}, and not the demo country: only the year of the demo can be played.`,
  );
}

function requireDays({ from, to }: ReplayOptions, { today, endsOn }: ServedCampaign): void {
  if (from !== undefined && from > today) {
    throw new Problem(
      'BAD_USER_INPUT',
      plain`The business day of the server is ${today}, before --from ${from}: what happens until then would be missing. Leave --from out, or give ${today}.`,
    );
  }
  if (to < today) {
    throw new Problem(
      'BAD_USER_INPUT',
      plain`The business day of the server is ${today}, after --to ${to}: the day cannot be turned back. Choose a later day, or begin with a new database (another DATA_DIR).`,
    );
  }
  const last = addDays(endsOn, 1);
  if (to <= last) return;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`--to ${to} is after the campaign, which ends on ${endsOn}: the day can be turned to ${last} at most.`,
  );
}

async function arrangeDemoYear(to: Day): Promise<ArrangedYear> {
  return new ArrangedYear(generateDemoCountry(to, await readProvincesFile()).decisions);
}

function paceOf({ speed, rate }: ReplayOptions): ReplayPace {
  if (rate !== undefined) return byEventsPerSecond(rate);
  return speed === Infinity ? AS_FAST_AS_IT_GOES : byDaysPerSecond(speed);
}

const LEVEL_NAMES: Readonly<Record<string, string>> = {
  GRASSROOTS: 'grassroots',
  UPPER_GRASSROOTS: 'upper-grassroots',
  CENTRALLY_RUN: 'centrally-run',
  CENTRAL: 'central',
};

/** `2020-06-30: 51,985 of 52,105 grassroots, 84 of 1,325 upper-grassroots, 0 of 67 centrally-run, 0 of 1 central.` */
function describeLevels(day: Day, levels: readonly LevelCount[]): string {
  const counts = levels
    .toReversed()
    .map(
      ({ level, planned, completed }) => `${format(completed)} of ${format(planned)} ${LEVEL_NAMES[level] ?? level}`,
    );
  return `${day}: ${counts.join(', ')}.`;
}

function sayEnd({ say, end }: ReplayDisplay, to: Day, leftOut: readonly string[]): void {
  end();
  say(`Played: the business day is ${to}.`);
  const [first] = leftOut;
  if (first === undefined) return;
  say(`${format(leftOut.length)} left out, of which the server has something else. The first: ${first}`);
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
