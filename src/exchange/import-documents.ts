/** Imports documents by the rules of the mutation that records one. */
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import type { AddDocumentInput } from '../document/document-inputs';
import { decideAddition } from '../document/record-document';
import { takePositions } from '../feed/log';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { writeChangesAt, type RecordChange } from '../record/change-records';
import { textOf } from '../spreadsheet/read-cell';
import { VALUES } from './columns';
import { judgeRows, type JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import type { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';
import type { RowVerdict } from './verdict';
import { plain, say } from '../words/message';

export interface DocumentImport {
  manager: EntityManager;
  viewer: Viewer;
  campaign: CampaignFacts;
  codes: KnownCodes;
}

type Item = JudgedRow<AddDocumentInput>;

export async function importDocuments(importing: DocumentImport, recognised: RecognisedTable): Promise<RowVerdict[]> {
  const items = judgeRows(recognised, {
    read: (row) => read(row, importing.codes),
    keyOf: ({ organization, number, issuedOn }) =>
      `${number} of ${issuedOn}${organization == null ? '' : ` at ${organization}`}`,
    keyColumn: 'number',
  });
  const { manager, viewer, campaign } = importing;
  const organizations = new Map<string, Promise<FoundOrganization>>();
  const changes: RecordChange[] = [];
  for (const item of items) {
    const change = await decide(importing, item, organizations);
    if (change !== undefined) changes.push(change);
  }
  if (changes.length > 0) {
    await writeChangesAt(manager, await takePositions(manager, changes.length), { viewer, campaign, changes });
  }
  return items.map(({ verdict }) => verdict);
}

function read(row: ImportRow, codes: KnownCodes): AddDocumentInput {
  const missing = (argument: string, what: string): never => {
    throw new Problem('BAD_USER_INPUT', plain`The ${argument} is missing. ${what}`, { argument });
  };
  const written = row.cell('number');
  if (written instanceof Date) {
    const message = say`A spreadsheet has made the day ${textOf(written)} of the number. Format the column as text, and write the number again.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'number' });
  }
  return {
    organization: row.code('organization', codes),
    kind: row.word('documentKind', VALUES.documentKind) ?? missing('documentKind', 'Write Chỉ thị, Hướng dẫn …'),
    number: row.held('number') ?? missing('number', 'Write it as 35-CT/TW.'),
    issuedOn: row.day('issuedOn') ?? missing('issuedOn', 'Two documents may have the same number: give its day.'),
    issuedBy: row.held('issuedBy') ?? missing('issuedBy', 'Name the body that issued it.'),
    issuedByEn: row.held('issuedByEn'),
    title: row.held('title') ?? missing('title', 'Say what it is about.'),
    titleEn: row.held('titleEn'),
    link: row.held('link'),
    ofCampaign: row.flag('ofCampaign'),
    reason: row.text('reason'),
  };
}

/** What is to be written; nothing where it is recorded already, or is refused. */
async function decide(
  { manager, viewer, campaign }: DocumentImport,
  item: Item,
  organizations: Map<string, Promise<FoundOrganization>>,
): Promise<RecordChange | undefined> {
  const { value } = item;
  if (value === undefined) return undefined;
  try {
    const code = value.organization ?? '';
    const found = organizations.get(code) ?? requireToChange(manager, viewer, value.organization);
    organizations.set(code, found);
    const decision = await decideAddition(manager, await found, value, campaign.today);
    if ('recordedAt' in decision) return undefined;
    item.done.push('RECORDED');
    return decision;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    item.refuse(error);
    return undefined;
  }
}
