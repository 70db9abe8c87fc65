/** The Problem that a piece of work is refused with. */
import { Problem } from '../../src/problem';

export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
