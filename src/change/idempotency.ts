/** Recognises a mutation that is sent again under its key, and gives it the answer of the first time. */
import { Column, Entity, PrimaryColumn, type EntityManager } from 'typeorm';
import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import type { Viewer } from '../access/viewer';
import { may } from '../access/may';
import { readEntries, readHead } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { Problem } from '../problem';
import type { Answer } from './answer';
import { isDefault } from './input-defaults';
import { countCharacters, isEmptyText, requireFit } from '../text/require-text';
import { KEY } from '../text/text-rule';
import { say } from '../words/message';

export interface Keyed {
  /** Name of the mutation. */
  name: string;
  /** The whole input, with its `idempotencyKey` if it has one. */
  input: { idempotencyKey?: string | null | undefined };
}

/**
 * The answer that the same mutation got before; null when it is new, or carries no key. A second transaction with the
 * key waits here for the first one to end.
 */
export async function recallAnswer(manager: EntityManager, viewer: Viewer, keyed: Keyed): Promise<Answer | null> {
  const { idempotencyKey: key } = keyed.input;
  if (key === null || key === undefined) return null;
  requireKey(key);
  const fingerprint = fingerprintOf(keyed);
  const inserted = await manager.query<unknown[]>(
    `WITH claim AS (
       INSERT INTO idempotency_key (subject, key, fingerprint, positions) VALUES ($1, $2, $3, '{}')
           ON CONFLICT DO NOTHING RETURNING 1
     ) SELECT * FROM claim`,
    [viewer.subject ?? '', key, fingerprint],
  );
  if (inserted.length > 0) return null;
  const [stored] = await manager.query<{ fingerprint: string; positions: number[] }[]>(
    'SELECT fingerprint, positions FROM idempotency_key WHERE subject = $1 AND key = $2',
    [viewer.subject ?? '', key],
  );
  if (stored === undefined) throw new Error('An idempotency key was neither free nor taken.');
  if (stored.fingerprint !== fingerprint) throw takenKey();
  return readAnswer(manager, viewer, stored.positions);
}

/** Rights may have changed since: what is out of sight now is as if it were another input. */
async function readAnswer(manager: EntityManager, viewer: Viewer, positions: readonly number[]): Promise<Answer> {
  const entries = await readEntries(manager, positions);
  if (entries.some(({ path }) => path.length > 0 && !may(viewer).see(path))) throw takenKey();
  return { epoch: (await readHead(manager)).epoch, entries };
}

function takenKey(): Problem {
  const message = say`This idempotency key was used for another input. Use a fresh key for each mutation.`;
  return new Problem('CONFLICT', message, { argument: 'idempotencyKey' });
}

export async function rememberAnswer(
  manager: EntityManager,
  viewer: Viewer,
  { input }: Keyed,
  entries: readonly LogEntry[],
): Promise<void> {
  if (input.idempotencyKey === null || input.idempotencyKey === undefined) return;
  await manager.query('UPDATE idempotency_key SET positions = $3 WHERE subject = $1 AND key = $2', [
    viewer.subject ?? '',
    input.idempotencyKey,
    entries.map((entry) => entry.position),
  ]);
}

/** A key is kept as it is sent, to the last space. */
function requireKey(key: string): void {
  const argument = 'idempotencyKey';
  requireFit(key, argument);
  const actual = countCharacters(key);
  if (!isEmptyText(key) && actual <= KEY.longest) return;
  const what = actual > KEY.longest ? actual : say`none that can be seen`;
  const message = say`An idempotency key has 1 to ${KEY.longest} characters; this one has ${what}.`;
  throw new Problem('BAD_USER_INPUT', message, { argument, limit: KEY.longest, actual });
}

/** Null, the default and absent mean the same, except in a correction, where null clears what was reported. */
const NULL_CLEARS = 'correctCongressReport';
/** Which congress it is: nothing that null could clear. */
const REFERENCE = ['congressId', 'organization'];

function fingerprintOf({ name, input }: Keyed): string {
  const saysNothing = (key: string, value: unknown): boolean =>
    (value === null && (name !== NULL_CLEARS || REFERENCE.includes(key))) || isDefault(name, key, value);
  const drop = (key: string, value: unknown): unknown => (saysNothing(key, value) ? undefined : value);
  return createHash('sha256')
    .update(`${name} ${String(stringify(input, drop))}`)
    .digest('base64url');
}

@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  subject!: string;

  @PrimaryColumn('character varying', { length: 64, primaryKeyConstraintName: 'idempotency_key_pkey' })
  key!: string;

  /** Hash of the mutation and its input: the same key with another input is a conflict. */
  @Column('text')
  fingerprint!: string;

  /** Positions of the events that answered, one for each report. */
  @Column('integer', { array: true })
  positions!: number[];
}
