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

/** What is known of how it was worked out before. */
export interface Experience {
  /** Statements that it took at most; undefined where it was not worked out yet. */
  asked?: number | undefined;
}

/** For one whose rights are those of the session, and of whom no more is known. The work is given up after so many seconds. */
export function workOutFor<Answer>(
  session: Session,
  seconds: number,
  work: (operation: Operation) => Promise<WorkedOut<Answer>>,
  experience: Experience = {},
): WorkOut<Answer> {
  return ({ signal, seat, tellPlace }) =>
    withinTime(signal, seconds, async (ending) => {
      const asker = { whose: session.account, signal: ending };
      const rights = viewingRights(session.viewer);
      const first = session.openOperation(rights, { ...asker, seat, foreseen: experience.asked });
      whenPlaced(first.snapshot, tellPlace);
      const { placed, path } =
        (await workOutIn(first, session, work, experience)) ??
        (await workOutWhole(session.openOperation(rights, asker), session, work, experience));
      if (path === undefined) return placed;
      // The viewer's organization lies elsewhere by now: those who ask next are known by its place.
      const again = session.openOperation({ ...rights, path } satisfies Viewer, asker);
      return { ...(await workOutWhole(again, session, work)).placed, isLasting: false };
    });
}

interface Placed<Answer> {
  placed: PlacedAnswer<Answer>;
  /** Of the viewer's organization, where it is not the one that was taken for granted. */
  path: readonly number[] | undefined;
}

/** Undefined where it took more than was foreseen: it saw more than one moment. */
async function workOutIn<Answer>(
  operation: Operation,
  session: Session,
  work: (operation: Operation) => Promise<WorkedOut<Answer>>,
  experience: Experience,
): Promise<Placed<Answer> | undefined> {
  const { snapshot } = operation;
  try {
    const { answer, isWhole } = await work(operation);
    const { hasRead } = operation;
    const path = hasRead ? await findMoved(session, operation, isWhole) : undefined;
    const place = hasRead && isWhole ? await operation.place() : undefined;
    if (snapshot.fellShort) return undefined;
    return { placed: { answer, place, isLasting: isWhole }, path };
  } catch (error) {
    if (snapshot.fellShort) return undefined;
    throw error;
  } finally {
    experience.asked = Math.max(experience.asked ?? 0, snapshot.asked);
    await operation.close();
  }
}

async function workOutWhole<Answer>(
  operation: Operation,
  session: Session,
  work: (operation: Operation) => Promise<WorkedOut<Answer>>,
  experience: Experience = {},
): Promise<Placed<Answer>> {
  const placed = await workOutIn(operation, session, work, experience);
  if (placed === undefined) throw new Error('Nothing was foreseen, and more was read than that.');
  return placed;
}

/** Where something has failed, this may fail as well, and what failed first is what is told. */
async function findMoved(session: Session, operation: Operation, isWhole: boolean) {
  const path = session.findMoved(operation);
  return isWhole ? path : path.catch(() => undefined);
}
