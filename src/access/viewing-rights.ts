/** What a viewer may see, without who they are: all that a shared execution knows of its viewers (P11). */
import { Role, type Viewer } from './viewer';

export function viewingRights({ path, publicTotals }: Viewer): Viewer {
  return { subject: null, role: Role.VIEWER, path, publicTotals };
}

/** Where the viewer's organization lay at an event that leads through it; events of everyone's say nothing of that. */
export function asSeenFrom(viewer: Viewer, path: readonly number[]): Viewer {
  const own = path.indexOf(viewer.path.at(-1) ?? 0);
  return own < 0 ? viewer : { ...viewer, path: path.slice(0, own + 1) };
}
