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
import { VALUES } from './columns';
import { judgeRows, type JudgedRow } from './judge-rows';
import type { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';
import type { RowVerdict } from './verdict';
import { FieldName, say, type Message } from '../words/message';

export interface DocumentImport {
  manager: EntityManager;
  viewer: Viewer;
  campaign: CampaignFacts;
}

type Item = JudgedRow<AddDocumentInput>;

export async function importDocuments(importing: DocumentImport, recognised: RecognisedTable): Promise<RowVerdict[]> {
  const items = judgeRows(recognised, {
    read,
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

function read(row: ImportRow): AddDocumentInput {
  const missing = (argument: string, what: Message): never => {
    throw new Problem('BAD_USER_INPUT', say`The ${new FieldName(argument)} is missing. ${what}`, { argument });
  };
  return {
    organization: row.text('organization'),
    kind: row.word('documentKind', VALUES.documentKind) ?? missing('documentKind', say`Write Chỉ thị, Hướng dẫn …`),
    number: row.held('number') ?? missing('number', say`Write it as 35-CT/TW.`),
    issuedOn: row.day('issuedOn') ?? missing('issuedOn', say`Two documents may have the same number: give its day.`),
    issuedBy: row.held('issuedBy') ?? missing('issuedBy', say`Name the body that issued it.`),
    issuedByEn: row.held('issuedByEn'),
    title: row.held('title') ?? missing('title', say`Say what it is about.`),
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
