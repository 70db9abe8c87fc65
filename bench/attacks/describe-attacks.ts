/** The table of attacks: one version of the server beside another. */
import type { Machine } from '../describe-machine';
import { EVERY_ATTACK } from './every-attack';
import type { AttackResult } from './measure-attack';

export interface AttackResults {
  machine: Pick<Machine, 'date' | 'processors' | 'memory' | 'versions' | 'loadAtStart' | 'loadAtEnd'>;
  /** Of the server that was attacked. */
  commit: string;
  attacks: AttackResult[];
}

/** What is aimed at: no more than three times the waiting without the attack, or no more than this. */
const MOST_MILLISECONDS = 250;
const MOST_TIMES = 3;
const MEGABYTE = 1_048_576;

const HEAD = [
  '| attack | query, p99 ms | event, p99 ms | longest: query, `/readyz`, new socket, ms | failed | memory, MB: before, most, after | CPU: server, attackers |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
];

export function describeAttacks(before: AttackResults | undefined, after: AttackResults | undefined): string {
  const sections = [
    describeOne('Before', before),
    describeOne('After', after),
    ['What the attackers do:', '', ...EVERY_ATTACK.map(({ name, what }) => `- *${name}*: ${what}`)],
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

function describeOne(when: string, results: AttackResults | undefined): string[] {
  if (results === undefined) return [`${when}: not measured yet.`];
  const { machine, commit, attacks } = results;
  const kept = attacks.filter((attack) => isKept(attack)).length;
  return [
    `**${when}**: commit ${commit}. The aim is kept in ${kept} of ${attacks.length}.`,
    '',
    ...HEAD,
    ...attacks.map(describeAttack),
    '',
    `- ${machine.date}; ${machine.processors}, ${machine.memory}; node ${machine.versions['node']}; load ${machine.loadAtStart} at the start, ${machine.loadAtEnd} at the end`,
  ];
}

/** A line for the table. */
export function describeAttack(result: AttackResult): string {
  const { name, calm, attacked, memory, cpu, ended } = result;
  const longest = (['query', 'readiness', 'socket'] as const).map((each) => round(attacked[each].longest)).join(', ');
  const failed = Object.values(attacked).reduce((sum, waits) => sum + waits.failed, 0);
  const megabytes = [memory.before, memory.most, memory.after].map((bytes) => round(bytes / MEGABYTE)).join(', ');
  const share = (milliseconds: number): string => `${round((100 * milliseconds) / cpu.elapsed)} %`;
  return `| ${[
    isKept(result) ? name : `**${name}**`,
    `${round(calm.query.p99)} → ${round(attacked.query.p99)}`,
    `${round(calm.event.p99)} → ${round(attacked.event.p99)}`,
    longest,
    ended === undefined ? failed : `${failed}; the server ended (${ended})`,
    megabytes,
    `${share(cpu.server)}, ${share(cpu.attackers)}`,
  ].join(' | ')} |`;
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
