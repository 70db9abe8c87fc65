/** Reads what a row says of a congress. */
import type { CongressFields } from '../history/event-row';
import { Problem } from '../problem';
import { optionalText } from '../text/require-text';
import { REASON } from '../text/text-rule';
import { VALUES } from './columns';
import type { CongressRow } from './decide-congress-row';
import type { ImportRow } from './read-row';
import { readVersion } from './row-version';
import { plain } from '../words/message';

/** A row of plans or reports. A note belongs to a report; before there is one, it explains the plan. */
export function readCongressRow(row: ImportRow, reason: string | null): CongressRow {
  const organization = row.text('organization');
  if (organization === null) {
    throw new Problem('BAD_USER_INPUT', plain`The code of the organization is missing.`, { argument: 'organization' });
  }
  const name = row.held('name');
  const fields = readCongressFields(row);
  const { heldOn, note } = fields;
  const saysNothing = Object.values(fields).every((field) => field === null);
  const givenReason = fields.reason ?? reason;
  const version = readVersion(row.held('version'));
  const explained = heldOn === null ? (fields.reason ?? optionalText(note, REASON, 'note') ?? reason) : givenReason;
  const kept = heldOn === null ? null : note;
  return { organization, name, givenReason, version, saysNothing, ...fields, note: kept, reason: explained };
}

/** The columns that the sheets of congresses and of events share. */
export function readCongressFields(row: ImportRow): CongressFields {
  return {
    pilot: row.flag('pilot'),
    status: row.word('status', VALUES.status),
    plannedOn: row.day('plannedOn'),
    since: row.day('since'),
    heldOn: row.day('heldOn'),
    delegatesSummoned: row.count('delegatesSummoned'),
    delegatesAttended: row.count('delegatesAttended'),
    committeeElected: row.count('committeeElected'),
    // Its rule is checked where the stored note is known.
    note: row.held('note'),
    reason: row.text('reason'),
  };
}
