/** Moves the business day forward: an event like any other, with a position (DAY_TURNED). */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import { Role, type Viewer } from '../access/viewer';
import { addDays, type Day } from '../day';
import { append, takePositions } from '../feed/log';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { readTotals } from '../progress/read-totals';
import { COUNTS_BY_ITSELF, turnCounters } from '../progress/counters';
import { encodeTotals } from '../progress/totals-layout';
import { answerWithoutEntries, type Answer } from '../change/answer';
import { CongressEventKind } from './congress-event-kind';
import { changeTransaction } from '../change/change-transaction';
import { say } from '../words/message';

export interface DayTurning {
  /** The next day when absent. */
  to?: Day | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/** By hand, as the administrator of the root asks for it. */
export async function turnDay(dataSource: DataSource, viewer: Viewer, input: DayTurning): Promise<Answer> {
  if (!may(viewer).turnDay()) {
    throw new Problem(
      'FORBIDDEN',
      say`Only an administrator of the root may turn the day: that takes an admin's token of the organization at the top of the tree.`,
    );
  }
  const request = { name: 'turnDay', input, structure: 'owned' } as const;
  return changeTransaction(dataSource, viewer, request, (manager, campaign) => {
    const { today, followsClock } = campaign;
    if (followsClock) {
      throw new Problem('CONFLICT', say`The business day follows the calendar here; it cannot be turned by hand.`);
    }
    return moveDay(manager, today, requireLater(input.to ?? addDays(today, 1), campaign), viewer.subject);
  });
}

/** Where the clock takes the business day: it stops on the day after the campaign, when nothing can become due any more. */
export function dayByClock({ today, endsOn, followsClock }: CampaignFacts, day: Day): Day {
  const last = addDays(endsOn, 1);
  return !followsClock || day <= today ? today : day < last ? day : today < last ? last : today;
}

/** The system itself, which has no token. */
const BY_CLOCK: Viewer = { subject: null, role: Role.ADMIN, path: [], publicTotals: false };

/** By the clock: turns the day to the given one if it is behind, once whatever the number of processes. */
export async function turnDayByClock(dataSource: DataSource, day: Day): Promise<void> {
  const request = { name: 'turnDay', input: {}, structure: 'owned' } as const;
  await changeTransaction(dataSource, BY_CLOCK, request, async (manager, campaign) => {
    const { today } = campaign;
    const to = dayByClock(campaign, day);
    // A campaign is made before its organizations are there: until then the day concerns nobody.
    const concernsNobody = to <= today || (await findRoot(manager)) === undefined;
    return concernsNobody ? answerWithoutEntries(manager) : moveDay(manager, today, to, BY_CLOCK.subject);
  });
}

/** It cannot be turned back: a typing error must not carry the country past its campaign. */
function requireLater(to: Day, { today, endsOn }: CampaignFacts): Day {
  if (to > addDays(endsOn, 1)) {
    const message = say`${to} is after the campaign, which ends on ${endsOn}. The business day can be turned to the day after that at most.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'to' });
  }
  if (to > today) return to;
  throw new Problem(
    'BAD_USER_INPUT',
    say`${to} is not later than today, ${today}. The business day only moves forward.`,
    {
      argument: 'to',
    },
  );
}

async function moveDay(manager: EntityManager, from: Day, to: Day, actor: string | null): Promise<Answer> {
  await setToday(manager, to);
  await turnCounters(manager, from, to);
  const root = await findRoot(manager);
  if (root === undefined) throw new Error('The tree has no root.');
  const taken = await takePositions(manager, 1, { adoptsLayout: true });
  const totals = await readTotals(({ text }, parameters) => manager.query(text, parameters), [root.id], null);
  const entry = {
    day: to,
    kind: CongressEventKind.DAY_TURNED,
    actor,
    reason: null,
    recordId: null,
    // An empty path concerns everyone; the totals are those of the root.
    path: [],
    labels: [],
    body: { root: root.id },
    totals: encodeTotals([totals.get(root.id) ?? []], taken.totalsLayout),
  };
  return { epoch: taken.epoch, entries: await append(manager, taken, [entry]) };
}

async function setToday(manager: EntityManager, to: Day): Promise<void> {
  await manager.query(`UPDATE campaign SET today = $1 WHERE ${COUNTS_BY_ITSELF}`, [to]);
}

async function findRoot(manager: EntityManager): Promise<{ id: number } | undefined> {
  const [root] = await manager.query<{ id: number }[]>('SELECT id FROM organization WHERE parent_id IS NULL');
  return root;
}
