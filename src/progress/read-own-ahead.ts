/** Reads in one statement what nearly every question about the viewer's own progress needs, while it is still found out what that is. */
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { momentIn, momentOf, selectMoment, type MomentRow } from '../organization/campaign-facts';
import { knowOrganizations, organizationsById } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { ORGANIZATION_COLUMNS, toOrganization } from '../organization/read-organizations';
import { totalsOf } from './load-progress';
import { selectOwnTotals, unpackTotals } from './read-totals';

const OWN = `
  (SELECT row_to_json(own) FROM (SELECT ${ORGANIZATION_COLUMNS.join(', ')} FROM organization WHERE id = $1) AS own) AS own,
  (${selectOwnTotals}) AS numbers`;

const MOMENT_WITH_OWN = { name: 'moment with own progress', text: selectMoment([OWN]) };

type Row = MomentRow & { own: Organization | null; numbers: string };

/** The moment, the viewer's organization and its totals of today; whoever needs them afterwards waits for this statement. */
export function readOwnAhead({ snapshot, viewer }: Operation): void {
  const own = viewer.path.at(-1);
  if (own === undefined) return;
  if (snapshot.isOpen) {
    void quietly(snapshot.once(totalsOf).load({ organizationId: own, asOf: null }));
    return;
  }
  const rows = snapshot.query<Row>(MOMENT_WITH_OWN, [own]);
  const moment = quietly(momentIn(snapshot, rows));
  snapshot.know(momentOf, moment);
  snapshot.once(organizationsById).prime(own, quietly(rows.then(([row]) => toKnown(snapshot, row?.own))));
  const totals = rows.then(([row]) => unpackTotals(row?.numbers ?? '[]', [own]).get(own) ?? []);
  snapshot.once(totalsOf).prime({ organizationId: own, asOf: null }, quietly(totals));
}

function toKnown(snapshot: Snapshot, row: Organization | null | undefined): Organization | undefined {
  return row == null ? undefined : knowOrganizations(snapshot, [toOrganization(row)])[0];
}

/** Whoever needs it is told what is wrong. */
function quietly<T>(read: Promise<T>): Promise<T> {
  read.catch(() => undefined);
  return read;
}
