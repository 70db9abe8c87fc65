/** One attack on a server that has just been started: how long others wait without it, during it and after it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../start-child';
import type { Attack } from './attack';
import type { AttackerCommands, Yield } from './attacker-process';
import type { ServerUnderAttack } from './server-under-attack';
import type { Meeting, VictimCommands, Waiting } from './victim-process';
import { cpuOf, residentBytes, watchMemory } from './watch-process';

export interface AttackResult {
  name: string;
  what: string;
  seconds: number;
  /** Before it, during it, and after it. */
  calm: Waiting;
  attacked: Waiting;
  after: Waiting;
  /** Resident memory of the server's process in bytes, without its database. */
  memory: { before: number; most: number; after: number };
  /** In milliseconds: of the server's process and the attackers' while the attack ran, and of the server's without it. */
  cpu: { calm: number; server: number; attackers: number; elapsed: number };
  counts: Yield['counts'];
  /** How the server ended, if it did. */
  ended?: string | undefined;
}

export interface Parties {
  victims: Child<VictimCommands>;
  attackers: Child<AttackerCommands>;
  tokens: Meeting['tokens'] & { attacker: string };
}

const WARM_UP_SECONDS = 2;
const SETTLE_MILLISECONDS = 2_000;
/** All of 127.0.0.0/8 is this machine on Linux; elsewhere the attackers are where everybody is. */
const OF_ATTACKERS = process.platform === 'linux' ? '127.0.0.66' : '127.0.0.1';

export async function measureAttack(
  { victims, attackers, tokens }: Parties,
  server: ServerUnderAttack,
  { name, what }: Attack,
  seconds: number,
): Promise<AttackResult> {
  const { url, pid } = server;
  await victims.ask('meet', { url, tokens });
  await victims.ask('measure', WARM_UP_SECONDS);
  const atFirst = cpuOf(pid);
  const calm = await victims.ask('measure', seconds);
  const [before, atBegin, beganAt] = [residentBytes(pid), cpuOf(pid), performance.now()];
  const mostMemory = watchMemory(pid);
  await attackers.ask('begin', { name, url, token: tokens.attacker, localAddress: OF_ATTACKERS });
  const attacked = await victims.ask('measure', seconds);
  const [atEnd, elapsed] = [cpuOf(pid), performance.now() - beganAt];
  const { cpu, counts } = await attackers.ask('end');
  await pause(SETTLE_MILLISECONDS);
  const after = await victims.ask('measure', Math.ceil(seconds / 2));
  return {
    name,
    what,
    seconds,
    calm,
    attacked,
    after,
    memory: { before, most: mostMemory(), after: residentBytes(pid) },
    cpu: { calm: atBegin - atFirst, server: atEnd - atBegin, attackers: cpu, elapsed },
    counts,
    ended: server.ending(),
  };
}
