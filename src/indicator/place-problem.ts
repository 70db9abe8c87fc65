/** Gives a Problem of a single mutation its full place: rules say it relative to the input. */
import { refuse } from '../congress/refuse';
import { Problem } from '../problem';

export async function placeProblem<T>(decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw refuse({ argument: 'input', requests: [] }, [{ index: 0, problem: error }]);
  }
}
