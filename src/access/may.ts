/** Who may see and change what: pure, and asked by every root field and every field that leads out of a subtree (P7). */
import { Role, type Viewer } from './viewer';

type Path = readonly number[];

export interface Permissions {
  /** The organization at the path, its congress and its events. */
  see(path: Path): boolean;
  /** Its totals: those of the organizations above the viewer's own too, where they are public. */
  seeTotals(path: Path): boolean;
  /** What an organization has for all below it, such as its indicators: at the viewer's own, above it and below it. */
  seeWhatApplies(path: Path): boolean;
  /** Plan, report and correct its congress. */
  change(path: Path): boolean;
  /** Publish its briefing. */
  publish(path: Path): boolean;
  /** Close and reopen it: an organization above decides that, never the organization itself. */
  close(path: Path): boolean;
  /** Move the business day. */
  turnDay(): boolean;
}

export function may(viewer: Viewer): Permissions {
  const see = (path: Path): boolean => isWithin(path, viewer.path);
  return {
    see,
    seeTotals: (path) => see(path) || (viewer.publicTotals && isWithin(viewer.path, path)),
    seeWhatApplies: (path) => see(path) || isWithin(viewer.path, path),
    change: (path) => see(path) && viewer.role !== Role.VIEWER,
    publish: (path) => see(path) && viewer.role === Role.ADMIN,
    close: (path) => see(path) && viewer.role === Role.ADMIN && path.length > viewer.path.length,
    turnDay: () => viewer.role === Role.ADMIN && viewer.path.length === 1,
  };
}

/** Whether the path lies in the subtree: begins with it. A viewer without an organization has no subtree at all. */
function isWithin(path: Path, subtree: Path): boolean {
  return subtree.length > 0 && path.length >= subtree.length && subtree.every((id, index) => path[index] === id);
}
