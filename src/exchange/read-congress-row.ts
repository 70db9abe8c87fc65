/** Reads a row of plans or reports. */
import { Problem } from '../problem';
import { optionalText } from '../text/require-text';
import { REASON } from '../text/text-rule';
import { readCongressFields } from './congress-fields';
import type { CongressRow } from './decide-congress-row';
import type { Row } from './read-row';

/** A note belongs to a report; before there is one, it says why the plan is as it is. */
export function readCongressRow(row: Row, reason: string | null): CongressRow {
  const organization = row.text('organization');
  if (organization === null) {
    throw new Problem('BAD_USER_INPUT', 'The code of the organization is missing.', { argument: 'organization' });
  }
  const name = row.held('name');
  const fields = readCongressFields(row);
  if (fields.heldOn !== null) return { organization, name, ...fields, reason: fields.reason ?? reason };
  const explained = fields.reason ?? optionalText(fields.note, REASON, 'note') ?? reason;
  return { organization, name, ...fields, note: null, reason: explained };
}
