/** The log as its rows are, with the organizations as theirs are: what subscribers should have been told follows from it. */
import { Client } from 'pg';
import { positionIn } from './cursors';

export interface LogRow {
  position: number;
  cursor: string;
  kind: string;
  day: string;
  recordedAt: string;
  by: string | null;
  reason: string | null;
  /** Pilot flag of the congress after the event. */
  pilot: boolean | null;
  body: Record<string, unknown>;
  totals: number[];
  /** Whose congress it is; null when the event concerns everyone. */
  organization: OrganizationRow | null;
}

export interface OrganizationRow {
  id: number;
  code: string;
  level: string;
  /** Ids from the root down. */
  path: number[];
}

export interface OracleLog {
  epoch: string;
  /** What names each entry: its mark, or null for an entry that has none. */
  marks: (string | null)[];
  rows: LogRow[];
  organizations: Map<string, OrganizationRow>;
}

/** Who follows what. */
export interface Wanted {
  field: 'congressCompleted' | 'congressChanged' | 'progress';
  /** Code of the organization of the viewer's token. */
  viewer: string;
  within: string | null;
  level: string | null;
  pilot: boolean | null;
}

export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function readOracleLog(url: string): Promise<OracleLog> {
  return onDatabase(url, readLogWith);
}

export async function readLogWith(client: Client): Promise<OracleLog> {
  // Entries of old have no mark.
  const log = await client.query<LogRow & { mark: string | null }>(`
    SELECT e.mark, e.position, e.kind, e.day::text, e.actor AS by, e.reason, (e.body->>'pilot')::boolean AS pilot, e.body,
           e.totals, to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt",
           CASE WHEN o.id IS NOT NULL
                THEN jsonb_build_object('id', o.id, 'code', o.code, 'level', o.level, 'path', o.path) END AS organization
      FROM log_entry e
      LEFT JOIN congress c ON c.id = e.subject
      LEFT JOIN organization o ON o.id = c.organization_id
     ORDER BY e.position`);
  const { rows } = await client.query<OrganizationRow>('SELECT id, code, level, path FROM organization');
  const head = await client.query<{ epoch: string }>('SELECT epoch FROM log_head');
  const epoch = head.rows[0]?.epoch ?? '';
  return {
    epoch,
    marks: log.rows.map(({ mark }) => mark),
    rows: log.rows.map(({ mark, ...row }) => ({ ...row, cursor: cursorOf(epoch, row.position, mark) })),
    organizations: new Map(rows.map((row) => [row.code, row])),
  };
}

/** As the API gives it; without a mark one of the old form. */
export function cursorOf(epoch: string, position: number, mark: string | null = null): string {
  return Buffer.from(`${mark === null ? epoch : `m${mark}`}:${position}`).toString('base64url');
}

/** The cursor of a position in the log; that of its beginning has nothing to carry a mark of. */
export function cursorInLog({ epoch, marks }: OracleLog, position: number): string {
  return cursorOf(epoch, position, marks[position - 1]);
}

/** Whether what the cursor names is in the log as it is. */
export function isIn({ epoch, marks }: OracleLog, cursor: string): boolean {
  const position = positionIn(cursor);
  const mark = marks[position - 1] ?? null;
  const isOld = cursor === cursorOf(epoch, position) && position <= marks.length;
  return isOld || (mark !== null && cursor === cursorOf(epoch, position, mark));
}

/** What a subscriber is to be told of, or in the case of a state: what may have changed it. */
export function rowsFor({ rows, organizations }: OracleLog, wanted: Wanted): LogRow[] {
  const own = requireCode(organizations, wanted.viewer);
  const within = requireCode(organizations, wanted.within ?? wanted.viewer);
  // Totals above the viewer's own organization are public here; what has changed them is not told.
  const inside = wanted.field === 'progress' ? [within] : [own, within];
  return rows.filter(({ kind, organization, pilot }) => {
    if (wanted.field === 'congressCompleted' && kind !== 'COMPLETED') return false;
    if (organization === null) return true;
    if (!inside.every(({ path, id }) => organization.path[path.length - 1] === id)) return false;
    if (wanted.level !== null && organization.level !== wanted.level) return false;
    return wanted.pilot === null || kind === 'PILOT_SET' || pilot === wanted.pilot;
  });
}

export function requireCode(organizations: ReadonlyMap<string, OrganizationRow>, code: string): OrganizationRow {
  const found = organizations.get(code);
  if (found === undefined) throw new Error(`There is no organization ${code}.`);
  return found;
}
