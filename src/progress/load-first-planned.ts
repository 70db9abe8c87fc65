/** Loads the first day on which any congress was in the plan of an organization and of those below it. */
import type { Operation } from '../access/operation';
import type { Day } from '../day';

const FIRST = 'SELECT min(day) AS day FROM progress_day WHERE organization_id = $1 AND planned > 0';

/** Null when none ever was. */
export async function loadFirstPlanned({ snapshot }: Operation, path: readonly number[]): Promise<Day | null> {
  const [first] = await snapshot.query<{ day: Day | null }>(FIRST, [path.at(-1) ?? 0]);
  return first?.day ?? null;
}
