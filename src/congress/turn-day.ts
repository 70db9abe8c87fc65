/** Moves the business day forward: an event like any other, with a position (DAY_TURNED). */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import { addDays, type Day } from '../day';
import { inTransaction } from '../database/in-transaction';
import { ownStructure } from '../database/advisory-locks';
import { append, takePositions } from '../feed/log';
import { readCampaign, type CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { readTotals } from '../progress/read-totals';
import { turnCounters } from '../progress/turn-counters';
import type { Answer } from './change-congresses';
import { CongressEventKind } from './congress-event-kind';
import { recallAnswer, recallEvents, rememberAnswer } from '../change/idempotency';

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
      "Only an administrator of the whole country may turn the day: that takes an admin's token.",
    );
  }
  return inTransaction(dataSource, async (manager) => {
    await ownStructure(manager);
    const keyed = { name: 'turnDay', input };
    const recalled = await recallAnswer(manager, viewer, keyed);
    if (recalled !== null) return recallEvents(manager, viewer, recalled);
    const campaign = await readCampaign(manager);
    const { today, followsClock } = campaign;
    if (followsClock) {
      throw new Problem('CONFLICT', 'The business day follows the calendar here; it cannot be turned by hand.');
    }
    const answer = await moveDay(manager, today, requireLater(input.to ?? addDays(today, 1), campaign), viewer.subject);
    await rememberAnswer(manager, viewer, keyed, answer.entries);
    return answer;
  });
}

/** Where the clock takes the business day: it stops on the day after the campaign, when nothing can become due any more. */
export function dayByClock({ today, endsOn, followsClock }: CampaignFacts, day: Day): Day {
  const last = addDays(endsOn, 1);
  return !followsClock || day <= today ? today : day < last ? day : today < last ? last : today;
}

/** By the clock: turns the day to the given one if it is behind, once whatever the number of processes. */
export async function turnDayByClock(dataSource: DataSource, day: Day): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
    await ownStructure(manager);
    const campaign = await readCampaign(manager);
    const to = dayByClock(campaign, day);
    // A campaign is made before its organizations are there: until then the day concerns nobody.
    if (campaign.today < to && (await findRoot(manager)) !== undefined) {
      await moveDay(manager, campaign.today, to, null);
    }
  });
}

/** It cannot be turned back: a slip of the pen must not carry the country past its campaign. */
function requireLater(to: Day, { today, endsOn }: CampaignFacts): Day {
  if (to > addDays(endsOn, 1)) {
    const message = `${to} is after the campaign, which ends on ${endsOn}. The business day can be turned to the day after that at most.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'to' });
  }
  if (to > today) return to;
  throw new Problem('BAD_USER_INPUT', `${to} is not later than today, ${today}. The business day only moves forward.`, {
    argument: 'to',
  });
}

async function moveDay(manager: EntityManager, from: Day, to: Day, actor: string | null): Promise<Answer> {
  await manager.query('UPDATE campaign SET today = $1', [to]);
  await turnCounters(manager, from, to);
  const root = await findRoot(manager);
  if (root === undefined) throw new Error('The tree has no root.');
  const taken = await takePositions(manager, 1);
  const totals = await readTotals((sql, parameters) => manager.query(sql, parameters), [root.id], null);
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
    totals: totals.get(root.id) ?? [],
  };
  return { epoch: taken.epoch, entries: await append(manager, taken, [entry]) };
}

async function findRoot(manager: EntityManager): Promise<{ id: number } | undefined> {
  const [root] = await manager.query<{ id: number }[]>('SELECT id FROM organization WHERE parent_id IS NULL');
  return root;
}
