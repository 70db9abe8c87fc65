/** The levels that there are in the tree: from that of the root down, since whoever runs a campaign may be of any level. */
import type { DataSource } from 'typeorm';
import type { Operation } from '../access/operation';
import { type Level, LEVELS } from './level';

/** By database and by the epoch of its log. Nothing moves a root, so it is read once, and what is pushed needs no statement. */
const known = new WeakMap<DataSource, { epoch: string; levels: readonly Level[] }>();

/** All levels while there is no organization. */
export async function levelsOfTree({ dataSource, snapshot }: Operation, epoch: string): Promise<readonly Level[]> {
  const remembered = known.get(dataSource);
  if (remembered?.epoch === epoch) return remembered.levels;
  const [root] = await snapshot.query<{ level: Level }>('SELECT level FROM organization WHERE parent_id IS NULL', []);
  if (root === undefined) return LEVELS;
  const levels = LEVELS.slice(LEVELS.indexOf(root.level));
  known.set(dataSource, { epoch, levels });
  return levels;
}
