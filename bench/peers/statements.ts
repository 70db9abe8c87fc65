/** The SQL of the peers whose resolvers have it by hand: prepared once a connection, many organizations in one statement. */
import { Pool } from 'pg';
import { fractionOf } from '../../src/share';
import { POOL } from './peer-process';

interface Counts {
  planned: number;
  completed: number;
  overdue: number;
}

export interface Figures extends Counts {
  rate: number | null;
}

export interface Organization {
  id: number;
  code: string;
  name: string;
  level: string;
  parentId: number | null;
}

/** Of an organization; what it is broken down by is asked for by its id. */
export interface Progress extends Figures {
  organizationId: number;
}

const SUMS = 'sum(planned)::integer AS planned, sum(completed)::integer AS completed, sum(overdue)::integer AS overdue';

const TOTALS = `
  SELECT organization_id AS "organizationId", ${SUMS} FROM progress_current WHERE organization_id = ANY($1)
   GROUP BY organization_id`;

const BY_LEVEL = `
  SELECT organization_id AS "organizationId", level, ${SUMS} FROM progress_current WHERE organization_id = ANY($1)
   GROUP BY organization_id, level ORDER BY level`;

const CHILDREN = `
  SELECT o.code, o.name, ${SUMS} FROM organization o JOIN progress_current p ON p.organization_id = o.id
   WHERE o.parent_id = $1 GROUP BY o.id ORDER BY o.code LIMIT $2`;

const PAGE = 'SELECT id, code, name, level, parent_id AS "parentId" FROM organization ORDER BY code LIMIT $1';

const BY_ID = 'SELECT id, code, name, level, parent_id AS "parentId" FROM organization WHERE id = ANY($1)';

export class Statements {
  private constructor(
    private readonly pool: Pool,
    readonly rootId: number,
  ) {}

  static async open(connectionString: string): Promise<Statements> {
    const pool = new Pool({ connectionString, max: POOL });
    const { rows } = await pool.query<{ id: number }>('SELECT id FROM organization WHERE parent_id IS NULL');
    return new Statements(pool, rows[0]?.id ?? 0);
  }

  async progressOf(ids: readonly number[]): Promise<Progress[]> {
    const rows = await this.query<Counts & { organizationId: number }>('totals', TOTALS, [ids]);
    const byId = new Map(rows.map((row) => [row.organizationId, row]));
    return ids.map((organizationId) => ({ organizationId, ...toFigures(byId.get(organizationId) ?? NOTHING) }));
  }

  async levelsOf(ids: readonly number[]): Promise<(Figures & { level: string })[][]> {
    const rows = await this.query<Counts & { organizationId: number; level: string }>('by-level', BY_LEVEL, [ids]);
    return ids.map((id) =>
      rows
        .filter(({ organizationId }) => organizationId === id)
        .map((row) => ({ level: row.level, ...toFigures(row) })),
    );
  }

  async childrenOf(id: number, first: number): Promise<(Figures & { organization: { code: string; name: string } })[]> {
    const rows = await this.query<Counts & { code: string; name: string }>('children', CHILDREN, [id, first]);
    return rows.map(({ code, name, ...counts }) => ({ organization: { code, name }, ...toFigures(counts) }));
  }

  organizations(first: number): Promise<Organization[]> {
    return this.query('page', PAGE, [first]);
  }

  async organizationsById(ids: readonly number[]): Promise<(Organization | null)[]> {
    const rows = await this.query<Organization>('by-id', BY_ID, [ids]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }
}

const NOTHING: Counts = { planned: 0, completed: 0, overdue: 0 };

function toFigures({ planned, completed, overdue }: Counts): Figures {
  return { planned, completed, overdue, rate: fractionOf(completed, planned) };
}
