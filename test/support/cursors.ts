/** Cursors of any position of a log, and what they say: clients never look into them. */
import type { DataSource } from 'typeorm';
import { toCursor } from '../../src/feed/cursor';

/** The cursor of the entry at the position, or of the beginning. */
export async function cursorAt({ manager }: Pick<DataSource, 'manager'>, position: number): Promise<string> {
  const [found] = await manager.query<{ epoch: string; mark: string | null }[]>(
    'SELECT epoch, (SELECT mark FROM log_entry WHERE log_entry.position = $1) AS mark FROM log_head',
    [position],
  );
  if (found === undefined) throw new Error('The log has no head.');
  return toCursor({ ...found, position });
}

export function positionIn(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);
}

/** As the export writes it. */
export function markIn(cursor: string): string | null {
  return Buffer.from(cursor, 'base64url').toString().split(':')[0] ?? null;
}
