/** The table of attacks: one version of the server beside another. */
import type { Machine } from '../describe-machine';
import { EVERY_ATTACK } from './every-attack';
import type { AttackResult } from './measure-attack';

export interface AttackResults {
  machine: Pick<Machine, 'date' | 'processors' | 'memory' | 'versions' | 'loadAtStart' | 'loadAtEnd'>;
  /** Each with the commit of the server that was attacked: some are measured again later. */
  attacks: (AttackResult & { commit: string })[];
}

/** What is aimed at: no more than three times the waiting without the attack, or no more than this. */
const MOST_MILLISECONDS = 250;
const MOST_TIMES = 3;
const MEGABYTE = 1_048_576;

const COLUMNS = ['query', 'event', '`/readyz`, new socket', 'failed', 'memory'];

export function describeAttacks(before: AttackResults | undefined, after: AttackResults | undefined): string {
  const of = (results: AttackResults | undefined, name: string): AttackResult | undefined =>
    results?.attacks.find((attack) => attack.name === name);
  const rows = EVERY_ATTACK.map(({ name }) => describeRow(name, of(before, name), of(after, name)));
  const columns = ['before', 'after'].flatMap((when) => COLUMNS.map((column) => `${when}: ${column}`));
  return [
    `| ${['attack', ...columns].join(' | ')} |`,
    `| --- | ${columns.map(() => '---:').join(' | ')} |`,
    ...rows,
    '',
    ...describeRun('Before', before),
    ...describeRun('After', after),
    '',
    'What the attackers do:',
    '',
    ...EVERY_ATTACK.map(({ name, what }) => `- *${name}*: ${what}`),
  ].join('\n');
}

function describeRow(name: string, before: AttackResult | undefined, after: AttackResult | undefined): string {
  const newest = after ?? before;
  const shown = newest !== undefined && isKept(newest) ? name : `**${name}**`;
  return `| ${[shown, ...cellsOf(before), ...cellsOf(after)].join(' | ')} |`;
}

function describeRun(when: string, results: AttackResults | undefined): string[] {
  if (results === undefined) return [];
  const { machine, attacks } = results;
  const commits = [...new Set(attacks.map(({ commit }) => commit))].join(', ');
  const kept = attacks.filter((attack) => isKept(attack)).length;
  return [
    `- ${when}: the aim is kept in ${kept} of ${attacks.length}. ${machine.date}, commit ${commits}; ${machine.processors}, ${machine.memory}; node ${machine.versions['node']}; load ${machine.loadAtStart} at the start, ${machine.loadAtEnd} at the end`,
  ];
}

/** A line for whoever watches the run. */
export function describeAttack(result: AttackResult): string {
  const { name, cpu, counts } = result;
  const share = (milliseconds: number): string => `${round((100 * milliseconds) / cpu.elapsed)} %`;
  const rest = [`CPU ${share(cpu.server)}, of the attackers ${share(cpu.attackers)}`, JSON.stringify(counts)];
  return `${isKept(result) ? 'kept  ' : 'MISSED'} ${[name, ...cellsOf(result), ...rest].join(' | ')}`;
}

/** Under the columns of the table. */
function cellsOf(result: AttackResult | undefined): string[] {
  if (result === undefined) return COLUMNS.map(() => '');
  const { calm, attacked, memory, ended } = result;
  const failed = Object.values(attacked).reduce((sum, waits) => sum + waits.failed, 0);
  return [
    `${round(calm.query.p99)} → ${round(attacked.query.p99)}`,
    `${round(calm.event.p99)} → ${round(attacked.event.p99)}`,
    `${round(attacked.readiness.longest)}, ${round(attacked.socket.longest)}`,
    ended === undefined ? String(failed) : `${failed}; the server ended (${ended})`,
    [memory.before, memory.most, memory.after].map((bytes) => round(bytes / MEGABYTE)).join(', '),
  ];
}

/** Of queries and events alike: that nobody was refused, and that nobody waited longer than is aimed at. */
function isKept({ calm, attacked, ended }: AttackResult): boolean {
  const isNear = (name: 'query' | 'event'): boolean =>
    attacked[name].failed === 0 &&
    attacked[name].p99 <= MOST_MILLISECONDS &&
    attacked[name].p99 <= MOST_TIMES * calm[name].p99;
  return ended === undefined && isNear('query') && isNear('event');
}

function round(value: number): string {
  return Number.isFinite(value) ? value.toFixed(0) : '–';
}
