/** Reads what a row says of a congress. */
import type { CongressFields } from '../history/event-row';
import { Problem } from '../problem';
import { optionalText } from '../text/require-text';
import { REASON } from '../text/text-rule';
import { VALUES } from './columns';
import type { CongressRow } from './decide-congress-row';
import type { KnownCodes } from './known-codes';
import type { ImportRow } from './read-row';
import { say } from '../words/message';

/** A row of plans or reports. A note belongs to a report; before there is one, it explains the plan. */
export function readCongressRow(row: ImportRow, codes: KnownCodes, reason: string | null): CongressRow {
  const organization = row.code('organization', codes);
  if (organization === null) {
    const message = row.isCovered('organization')
      ? say`The cell is merged with the one above, and a spreadsheet keeps one code for both. Split the cells, and write the code into each row.`
      : say`The code of the organization is missing. Write it.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
  }
  const name = row.held('name');
  const fields = readCongressFields(row);
  if (fields.heldOn !== null) return { organization, name, ...fields, reason: fields.reason ?? reason };
  const explained = fields.reason ?? optionalText(fields.note, REASON, 'note') ?? reason;
  return { organization, name, ...fields, note: null, reason: explained };
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
