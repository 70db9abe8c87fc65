/** What verify finds of records alone: the recount of a whole country takes its time. */
import type { DataSource } from 'typeorm';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { describeDifference, type Difference } from '../../src/progress/verify-difference';

export async function checkRecords(dataSource: DataSource): Promise<string[]> {
  const lines: string[] = [];
  for (const { what, sql } of RECORD_CHECKS) {
    const found = await dataSource.query<Omit<Difference, 'what'>[]>(sql, [100]);
    lines.push(...found.map((difference) => describeDifference({ what, ...difference })));
  }
  return lines;
}
