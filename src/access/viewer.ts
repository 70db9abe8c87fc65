/** Who is asking: the role a token gives, and the subtree in which it holds. */

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
