/** What earlier versions published; of the one before the forms: an exported campaign, and what the demo's briefings of March 2020 were frozen as. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { thaw } from '../../src/briefing/freeze';

export const FORM_1 = join(__dirname, 'form-1');
export const FORM_2 = join(__dirname, 'form-2');

/** Puts the frozen text of the demo's organization into the row where its publication had left it. */
export async function placeFrozen(dataSource: DataSource, organization: string): Promise<void> {
  const text = await readFile(join(FORM_1, `2020-03-${organization}.json`), 'utf8');
  const { content, publishedOn } = thaw(text);
  const { month, cutOff, title, chairOffice, tasks, keyTasks, breakthroughs } = content;
  await dataSource.query(
    `INSERT INTO briefing (organization_id, month, cut_off, title, chair_office, tasks, key_tasks, breakthroughs,
                           published_on, content, content_hash, position)
     SELECT o.id, $2, $3, $4, $5, $6, $7, $8, $9, $10, encode(sha256(convert_to($10, 'UTF8')), 'hex'), h.position
       FROM organization o, log_head h WHERE o.code = $1
     ON CONFLICT (organization_id, month) DO UPDATE
       SET content = excluded.content, content_hash = excluded.content_hash, published_on = excluded.published_on`,
    [
      ...[organization, month, cutOff],
      ...[title, chairOffice, tasks, keyTasks, breakthroughs].map((each) => JSON.stringify(each)),
      ...[publishedOn, text],
    ],
  );
}
