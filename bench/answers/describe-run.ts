/** Runs the measurements that were chosen, and says what came of each. */
import type { Closers } from '../../src/process/closers';
import { describeTable } from './describe-answers';
import { CLIENTS, EVERY_MILLISECONDS, measureChanging } from './measure-changing';
import { describeGrowth, type Place } from './measure-growth';
import { measureNew } from './measure-new';
import { measureRemembered } from './measure-remembered';
import type { Stage } from './stage';
import { GROWING, WORKS, type Work } from './works';

/** Keep-alive connections. */
const AT_ONCE = [8, 1];

/** Each with its table, as it is measured. */
export async function describeAnswers(stage: Stage, closers: Closers, place: Place): Promise<string> {
  const parts: string[] = [];
  const add = (part: string): void => {
    parts.push(part);
    stage.tell(part);
  };
  for (const clients of AT_ONCE) {
    const works = chosen(stage, `remembered ${clients}`, WORKS);
    if (works.length === 0) continue;
    const table = await measureRemembered(stage, works, { name: `remembered ${clients}`, clients });
    add(
      `**Remembered**: the same question again and again, nothing changes, ${clients} at once.\n\n${describeTable(table, 'cpu')}`,
    );
  }
  const changing = WORKS.filter(({ isFixed }) => isFixed !== true);
  const peersOnly = { ...stage, contenders: stage.contenders.filter(({ kind }) => kind !== 'constant') };
  const renewed = chosen(stage, 'new', changing);
  if (renewed.length > 0) {
    const { table, takingIn } = await measureNew(peersOnly, renewed);
    add(
      `**Each answer new**: one report before each question. Beside its answers, our process takes ${takingIn.toFixed(2)} ms of CPU to read of a report.\n\n${describeTable(table, 'cpu')}`,
    );
  }
  const busy = chosen(stage, 'changing', changing);
  if (busy.length > 0) {
    const table = await measureChanging(peersOnly, busy);
    add(
      `**While it changes**: ${CLIENTS} clients ask the same without a pause, a report every ${EVERY_MILLISECONDS} ms.\n\n${describeTable(table, 'perSecond')}`,
    );
  }
  const growing = chosen(stage, 'growth', GROWING);
  if (growing.length > 0) {
    const text = await describeGrowth(stage, closers, place, growing);
    add(`**Growth**: each answer new, ours alone, beside the smallest country.\n\n${text}`);
  }
  return parts.join('\n\n');
}

function chosen({ settings }: Stage, measurement: string, works: readonly Work[]): Work[] {
  return works.filter(({ name }) => settings.isChosen(measurement, name));
}
