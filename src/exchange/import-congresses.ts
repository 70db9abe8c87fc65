/** Imports plans and reports of congresses: each row is decided by the rules of the mutations, and recorded as they record. */
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Decided } from '../congress/decision';
import { lockCongresses, type LockedCongress } from '../congress/lock-congresses';
import { writeCongressChanges } from '../congress/write-congress-changes';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import type { Level } from '../organization/level';
import { Problem } from '../problem';
import { foldWord } from '../spreadsheet/read-cell';
import { shorten } from '../text/shorten';
import { knewReport, readCongressVersions, type Began, type CongressVersions } from './congress-versions';
import { decideCongressRow, type CongressRow, type DecidedStep, type SinceDays } from './decide-congress-row';
import { judgeRows, type JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import { whyOutdated } from './known-versions';
import { readCongressRow } from './read-congress-row';
import type { RecognisedTable } from './recognise-table';
import { requireAgreement, type SaidPlans } from './require-agreement';
import type { RowVerdict } from './verdict';
import { FieldName, say } from '../words/message';

export interface CongressImport {
  manager: EntityManager;
  viewer: Viewer;
  campaign: CampaignFacts;
  /** For rows without a reason where one is needed. */
  reason: string | null;
  /** Since when plans hold whose row does not say it. */
  since: SinceDays;
  /** Accepts a row whose name is not that of the organization with its code. */
  ignoreNames: boolean;
  codes: KnownCodes;
  /** What to say about a code that is unknown. */
  explainUnknown: (code: string, name: string | null) => Problem;
  /** What earlier tables of the same import said of plans. */
  said: SaidPlans;
  /** The congresses of earlier tables as they were when the import began, by the code of the organization. */
  began: Map<string, Began>;
  /** Receives how many of the rows are recorded. */
  progress: (done: number, total: number) => void;
}

/** Its congress as far as it is known; without an id before its first plan. */
type Subject = Omit<LockedCongress, 'id'> & { id: number | undefined; name: string };
type Item = JudgedRow<CongressRow>;
interface Work {
  item: Item;
  subject: Subject;
  steps: DecidedStep[];
}

/** Changes in one go: more would not be faster, and would need more memory. */
const PORTION = 2_000;

export async function importCongresses(given: CongressImport, recognised: RecognisedTable): Promise<RowVerdict[]> {
  const judged = judgeRows(recognised, {
    read: (row) => readCongressRow(row, given.codes, given.reason),
    keyOf: ({ organization }) => organization,
    keyColumn: 'organization',
  });
  const subjects = await findSubjects(given, judged);
  for (const [code, subject] of subjects) {
    if (!given.began.has(code)) given.began.set(code, toBegan(subject));
  }
  const versions = await readCongressVersions(
    given.manager,
    judged.flatMap(({ value }) =>
      value === undefined ? [] : [{ version: value.version, thing: given.began.get(value.organization) }],
    ),
  );
  const mayPlan = ['plannedOn', 'pilot', 'status'].some((key) => recognised.columns.has(key as 'plannedOn'));
  const work = judged.flatMap((item): Work[] => {
    const { value } = item;
    if (value === undefined) return [];
    const steps = item.attempt(() => {
      requireAgreement(given.said, recognised, item.row.number, value);
      return decide(given, value, subjects.get(value.organization), { mayPlan, versions });
    });
    const subject = subjects.get(value.organization);
    // A congress has no row before it has a plan.
    const isIdle = steps === undefined || steps.length === 0;
    return isIdle || subject === undefined ? [] : [{ item, subject, steps }];
  });
  await foundCongresses(
    given.manager,
    work.map(({ subject }) => subject),
  );
  await record(given, work);
  return judged.map((item) => item.verdict);
}

function decide(
  { campaign, explainUnknown, ignoreNames, since, began }: CongressImport,
  row: CongressRow,
  subject: Subject | undefined,
  { mayPlan, versions }: { mayPlan: boolean; versions: CongressVersions },
): DecidedStep[] {
  if (subject === undefined) throw explainUnknown(row.organization, row.name);
  if (!ignoreNames && row.name !== null) requireName(row.organization, row.name, subject.name);
  if (!mayPlan && subject.id === undefined) {
    const message = say`${row.organization} has no congress in the plan yet. Plan it first, or add a column ${new FieldName('plannedOn')}.`;
    throw new Problem('NOT_FOUND', message, { argument: 'organization' });
  }
  const before = began.get(row.organization) ?? toBegan(subject);
  const knew = knewReport(versions, row.version, before);
  const decided = (): DecidedStep[] => decideCongressRow(row, subject.history, campaign, since, knew);
  const outdated = whyOutdated(versions, row.version, before);
  if (outdated === undefined) return decided();
  // What the row says may be known all the same; whatever else it says is of another time.
  if (changesNothing(decided)) return [];
  throw outdated;
}

function toBegan({ id, position, history }: Subject): Began {
  return { id, position, wasHeld: history.report !== null };
}

function changesNothing(decided: () => DecidedStep[]): boolean {
  try {
    return decided().length === 0;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** A code in the wrong row is the commonest mistake of all, and the name beside it gives it away. Names may be cut short. */
export function requireName(code: string, written: string, name: string): void {
  if (written === name) return;
  const [a, b] = [foldWord(written), foldWord(name)];
  if (a.includes(b) || b.includes(a)) return;
  const message = say`The name here is "${shorten(written)}", but ${code} is "${shorten(name, 300)}". Correct the code; or, if only the name is wrong, import with --ignore-names.`;
  throw new Problem('CONFLICT', message, { argument: 'name' });
}

interface OrganizationRow {
  closedOn: Day | null;
  id: number;
  code: string;
  name: string;
  level: Level;
  path: number[];
}

/** The congress of each organization that the rows name, locked; those without one are ready to be planned. */
async function findSubjects(
  { manager, viewer }: CongressImport,
  judged: readonly Item[],
): Promise<Map<string, Subject>> {
  const codes = judged.flatMap(({ value }) => value?.organization ?? []);
  const organizations = await manager.query<OrganizationRow[]>(
    `SELECT o.id, o.code, o.name, o.level, o.path, closure.closed_on AS "closedOn"
       FROM organization o LEFT JOIN closure ON closure.organization_id = o.id WHERE o.code = ANY($1)`,
    [codes],
  );
  const references = organizations.map(({ code }) => ({ organization: code }));
  const locked = await lockCongresses(manager, viewer, references);
  return new Map(
    organizations.map(({ id, code, name, level, path, closedOn }, index): [string, Subject] => {
      const found = locked[index];
      const none = {
        id: undefined,
        organizationId: id,
        path,
        position: 0,
        history: { level, plans: [], report: null, closedOn },
      };
      return [code, { ...(found === undefined || found instanceof Problem ? none : found), name }];
    }),
  );
}

/** In the order in which the rows name them. */
const FOUND = `
  INSERT INTO congress (organization_id, level, pilot, status, position)
  SELECT o.id, o.level, false, 'PLANNED', 0
    FROM unnest($1::integer[]) WITH ORDINALITY AS asked (id, place) JOIN organization o ON o.id = asked.id
   ORDER BY asked.place
  RETURNING id, organization_id AS "organizationId"`;

/** Gives each subject without an id that of its new row; the plan itself is recorded after. */
async function foundCongresses(
  manager: EntityManager,
  subjects: readonly Pick<Subject, 'id' | 'organizationId'>[],
): Promise<void> {
  const fresh = subjects.filter(({ id }) => id === undefined);
  if (fresh.length === 0) return;
  const rows = await manager.query<{ id: number; organizationId: number }[]>(FOUND, [
    fresh.map(({ organizationId }) => organizationId),
  ]);
  const ids = new Map(rows.map(({ id, organizationId }) => [organizationId, id]));
  for (const subject of fresh) subject.id = ids.get(subject.organizationId);
}

/** The first decision about each congress, then the second ones: plans before reports. */
async function record({ manager, viewer, campaign, progress }: CongressImport, work: readonly Work[]): Promise<void> {
  const total = work.reduce((sum, { steps }) => sum + steps.length, 0);
  let done = 0;
  for (let turn = 0; done < total; turn += 1) {
    const due = work.filter(({ steps }) => steps[turn] !== undefined);
    for (let from = 0; from < due.length; from += PORTION) {
      const portion = due.slice(from, from + PORTION);
      await writeCongressChanges(
        manager,
        viewer,
        campaign,
        portion.flatMap((each) => toDecided(each, turn)),
      );
      for (const { item, steps } of portion) {
        const step = steps[turn];
        if (step !== undefined) item.take(step.decision);
      }
      progress((done += portion.length), total);
    }
  }
}

function toDecided({ subject, steps }: Work, turn: number): Decided[] {
  const step = steps[turn];
  if (step === undefined) return [];
  const { id } = subject;
  if (id === undefined) throw new Error('A congress was decided about before it had a row.');
  return [{ congress: { ...subject, id }, ...step }];
}
