/** Finds who is late below an organization, as a file: whole in memory, which is a few MB for a whole country. */
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import type { Operation } from '../access/operation';
import { writeLate } from '../exchange/write-late';
import { momentOf } from '../organization/campaign-facts';
import { requireOrganization } from '../organization/load-organization';
import type { MessageLanguage } from '../words/translate';

export const LATE_FORMATS = ['xlsx', 'csv'] as const;
export type LateFormat = (typeof LATE_FORMATS)[number];

export interface LateRequest {
  /** Of the organization. */
  code: string;
  format: LateFormat;
  language: MessageLanguage;
}

export interface LateFile {
  /** What it takes to remember it. */
  bytes: number;
  content: Buffer;
  /** The same for the same content. */
  key: string;
  /** `qua-han-01-2020-02-29.xlsx`. */
  name: string;
  /** Of the log, at which it is read. */
  position: number;
}

/** So many fields fill a turn: what is written next has one of its own. */
const FIELDS_OF_A_TURN = 1_500;
const NAMES: Readonly<Record<MessageLanguage, string>> = { en: 'overdue', vi: 'qua-han' };

/** `take` is called with how many rows it will have, before they are read. */
export async function findLateList(
  operation: Operation,
  { code, format, language }: LateRequest,
  take: (rows: number) => void,
): Promise<LateFile> {
  const { snapshot } = operation;
  const within = await requireOrganization(operation, code, 'code');
  const moment = await snapshot.once(momentOf);
  const scope = { snapshot, moment, within: within.parentId === null ? null : within.id, asOf: null };
  const { output, content } = collect();
  await writeLate({ scope, within, format, language, output, take, rest: () => operation.haveTurn(FIELDS_OF_A_TURN) });
  const bytes = content();
  // Codes may have slashes in them.
  const name = `${NAMES[language]}-${within.code.replaceAll('/', '-')}-${moment.campaign.today}.${format}`;
  const key = createHash('sha256').update(bytes).digest('base64url');
  return { bytes: bytes.length, content: bytes, key, name, position: moment.head.position };
}

function collect(): { output: Writable; content: () => Buffer } {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { output, content: () => Buffer.concat(chunks) };
}
