/** Works an answer out for all with the same rights, in a snapshot whose place it is remembered by. */
import type { Operation } from '../access/operation';
import { viewingRights, type Viewer } from '../access/viewer';
import type { PlacedAnswer, WorkOut } from '../answers/answer-work';
import { whenPlaced } from '../feed/answer-place';
import { withinTime } from './call-off';
import type { Session } from './session';

export interface WorkedOut<Answer> {
  answer: Answer;
  /** Whether nothing has failed that may pass. */
  isWhole: boolean;
}

/** For one whose rights are those of the session, and of whom no more is known. The work is given up after so many seconds. */
export function workOutFor<Answer>(
  session: Session,
  seconds: number,
  work: (operation: Operation) => Promise<WorkedOut<Answer>>,
): WorkOut<Answer> {
  return ({ signal, seat, tellPlace }) =>
    withinTime(signal, seconds, async (ending) => {
      const asker = { whose: session.account, signal: ending };
      const rights = viewingRights(session.viewer);
      const first = session.openOperation(rights, { ...asker, seat });
      whenPlaced(first.snapshot, tellPlace);
      const { placed, path } = await workOutIn(first, session, work);
      if (path === undefined) return placed;
      // The viewer's organization lies elsewhere by now: those who ask next are known by its place.
      const again = session.openOperation({ ...rights, path } satisfies Viewer, asker);
      return { ...(await workOutIn(again, session, work)).placed, isLasting: false };
    });
}

/** With the path of the viewer's organization, where it is not the one that was taken for granted. */
async function workOutIn<Answer>(
  operation: Operation,
  session: Session,
  work: (operation: Operation) => Promise<WorkedOut<Answer>>,
): Promise<{ placed: PlacedAnswer<Answer>; path: readonly number[] | undefined }> {
  try {
    const { answer, isWhole } = await work(operation);
    const { hasRead } = operation;
    const path = hasRead ? await findMoved(session, operation, isWhole) : undefined;
    const place = hasRead && isWhole ? await operation.place() : undefined;
    return { placed: { answer, place, isLasting: isWhole }, path };
  } finally {
    await operation.close();
  }
}

/** Where something has failed, this may fail as well, and what failed first is what is told. */
async function findMoved(session: Session, operation: Operation, isWhole: boolean) {
  const path = session.findMoved(operation);
  return isWhole ? path : path.catch(() => undefined);
}
