/** Who is asking: the role that a token gives, the subtree in which it holds, and what others who see the same share with them. */

export enum Role {
  VIEWER = 'VIEWER',
  REPORTER = 'REPORTER',
  ADMIN = 'ADMIN',
}

export interface Viewer {
  /** `sub` of the token; null for someone without a token. */
  subject: string | null;
  role: Role;
  /** Ids from the root down to the organization in whose subtree the role holds. */
  path: readonly number[];
  /** Whether the totals of the organizations above the viewer's own are public. */
  publicTotals: boolean;
}

/** What a viewer may see, without who they are: all that a shared execution knows of its viewers (P11). */
export function viewingRights({ path, publicTotals }: Viewer): Viewer {
  return { subject: null, role: Role.VIEWER, path, publicTotals };
}

/** Where the viewer's organization lay at an event that leads through it; an event that concerns everyone does not say. */
export function asSeenFrom(viewer: Viewer, path: readonly number[]): Viewer {
  const own = path.indexOf(viewer.path.at(-1) ?? 0);
  return own < 0 ? viewer : { ...viewer, path: path.slice(0, own + 1) };
}
