/** Finds the indicators whose codes are nearest to what somebody wrote. */
import type { EntityManager } from 'typeorm';
import { findAlikeIndicators, findIndicators, indicatorNotFound } from '../indicator/find-indicators';

interface NamedAt {
  path: readonly number[];
  code: string;
}

/** Where more codes of a table are wrong, a whole column is. */
const SUGGESTED = 20;

/** What it gives throws the Problem that says what is nearest to a code that is unknown there. */
export async function requireKnownIndicators(
  manager: EntityManager,
  named: readonly NamedAt[],
): Promise<(at: NamedAt) => void> {
  const find = await findIndicators(manager, named);
  const alike = new Map<string, string[]>();
  for (const { path, code } of named) {
    if (alike.size >= SUGGESTED) break;
    if (alike.has(code) || find(path, code) !== undefined) continue;
    alike.set(code, await findAlikeIndicators(manager, path, code));
  }
  return ({ path, code }) => {
    if (find(path, code) === undefined) throw indicatorNotFound(code, alike.get(code));
  };
}
