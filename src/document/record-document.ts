/** Records documents, and changes or withdraws what was recorded. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { UseCase } from '../change/answer-mutation';
import { requireUnchanged } from '../change/if-position';
import { optionalReason, requireReason } from '../change/reason';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import type { Day } from '../day';
import { Problem } from '../problem';
import { changeRecords, type RecordChange, type RecordDecision } from '../record/change-records';
import type { RecordRow } from '../record/noun';
import { nextId } from '../record/save-rows';
import { optionalText, requireText } from '../text/require-text';
import { daysOf, documentNotFound } from './find-documents';
import { BODY, DOCUMENT, DocumentEventKind, LINK, NUMBER, DOCUMENT_TITLE, type DocumentKind } from './document';
import type { AddDocumentInput, ChangeDocumentInput, OneDocument, WithdrawDocumentInput } from './document-inputs';
import { FieldName, say } from '../words/message';

/** Of one organization: a list of them is for people to read. */
const MOST_RECORDED = 1_000;
/** One sentence of a briefing names them all. */
const MOST_CITED = 10;

type DocumentRow = RecordRow & {
  kind: DocumentKind;
  number: string;
  issued_on: Day;
  issued_by: string;
  issued_by_en: string | null;
  title: string;
  title_en: string | null;
  link: string | null;
  of_campaign: boolean;
  withdrawn_on: Day | null;
};

export const addDocument: UseCase<AddDocumentInput> = (dataSource, viewer, input) =>
  changeRecords(dataSource, viewer, {
    name: 'addDocument',
    input,
    decide: async (manager, { today }) => {
      const organization = await requireToChange(manager, viewer, input.organization);
      return [await decideAddition(manager, organization, input, today)];
    },
  });

/** What says the same as is recorded is not recorded again; what was withdrawn comes back. */
export async function decideAddition(
  manager: EntityManager,
  { id: organizationId, path }: Pick<FoundOrganization, 'id' | 'path'>,
  input: AddDocumentInput,
  today: Day,
): Promise<RecordDecision> {
  const content = contentOf(input);
  const named = {
    number: requireText(input.number, NUMBER, 'number'),
    issued_on: requireIssued(input.issuedOn, today),
  };
  const reason = optionalReason(input.reason);
  const before = await find(manager, organizationId, named);
  const told = { ...named, ...content, organization_id: organizationId, withdrawn_on: null };
  if (before === undefined) {
    await requireRoom(manager, organizationId);
    const row = { ...told, id: await nextId(manager, DOCUMENT) };
    await requireCitable(manager, row);
    return { noun: DOCUMENT, verb: DocumentEventKind.ADDED, path, reason, row };
  }
  const row = { ...told, id: before.row.id };
  if (isDeepStrictEqual(row, before.row)) return { recordedAt: before.position };
  if (before.row.withdrawn_on !== null) {
    await requireCitable(manager, row);
    return { noun: DOCUMENT, verb: DocumentEventKind.ADDED, path, reason, row };
  }
  const message =
    say`${named.number} of ${named.issued_on} is recorded already, and says something else. Change it with changeDocument.`.inFiles(
      say`${named.number} of ${named.issued_on} is recorded already, and says something else. A sheet does not change documents: have it changed by those who use the API, or make the row agree.`,
    );
  throw new Problem('CONFLICT', message, { argument: 'number' });
}

export const changeDocument = changeOfDocument<ChangeDocumentInput>('changeDocument', {
  verb: DocumentEventKind.CHANGED,
  decide: (before, input) => {
    const { kind, issuedBy, issuedByEn, title, titleEn, link, ofCampaign } = input;
    const row = {
      ...before,
      ...contentOf({
        kind: kind ?? before.kind,
        issuedBy: issuedBy ?? before.issued_by,
        issuedByEn: issuedByEn ?? before.issued_by_en,
        title: title ?? before.title,
        titleEn: titleEn ?? before.title_en,
        link: link ?? before.link,
        ofCampaign: ofCampaign ?? before.of_campaign,
      }),
    };
    return isDeepStrictEqual(row, before) ? null : row;
  },
});

/** It stays in the log, and where a work item rests on it. */
export const withdrawDocument = changeOfDocument<WithdrawDocumentInput>('withdrawDocument', {
  verb: DocumentEventKind.WITHDRAWN,
  decide: (before, _input, today) => ({ ...before, withdrawn_on: today }),
});

interface ChangeOfDocument<Input> {
  verb: DocumentEventKind;
  /** The row as it is to be; null when it is so already. */
  decide: (before: DocumentRow, input: Input, today: Day) => DocumentRow | null;
}

function changeOfDocument<Input extends OneDocument & { reason: string }>(
  name: string,
  { verb, decide }: ChangeOfDocument<Input>,
): UseCase<Input> {
  const decideOne = async (
    manager: EntityManager,
    viewer: Viewer,
    input: Input,
    today: Day,
  ): Promise<RecordChange | { recordedAt: number }> => {
    const { id, path } = await requireToChange(manager, viewer, input.organization);
    const found = await find(manager, id, { number: input.number, issued_on: input.issuedOn });
    if (found === undefined)
      throw documentNotFound(input, await daysOf(manager, [id], requireText(input.number, NUMBER, 'number')));
    requireUnchanged(say`The document`, found, input);
    const reason = requireReason(input.reason);
    if (found.row.withdrawn_on !== null) throw withdrawn(found.row);
    const row = decide(found.row, input, today);
    if (row !== null) await requireCitable(manager, row);
    return row === null ? { recordedAt: found.position } : { noun: DOCUMENT, verb, path, reason, row };
  };
  return (dataSource, viewer, input) =>
    changeRecords(dataSource, viewer, {
      name,
      input,
      decide: async (manager, { today }) => [await decideOne(manager, viewer, input, today)],
    });
}

type Content = Pick<DocumentRow, 'kind' | 'issued_by' | 'issued_by_en' | 'title' | 'title_en' | 'link' | 'of_campaign'>;

/** An empty text that may be left out removes what was there. */
function contentOf(
  told: Pick<AddDocumentInput, 'kind' | 'issuedBy' | 'issuedByEn' | 'title' | 'titleEn' | 'link' | 'ofCampaign'>,
): Content {
  return {
    kind: told.kind,
    issued_by: requireText(told.issuedBy, BODY, 'issuedBy'),
    issued_by_en: optionalText(told.issuedByEn, BODY, 'issuedByEn'),
    title: requireText(told.title, DOCUMENT_TITLE, 'title'),
    title_en: optionalText(told.titleEn, DOCUMENT_TITLE, 'titleEn'),
    link: told.link == null || told.link === '' ? null : requireAddress(requireText(told.link, LINK, 'link')),
    of_campaign: told.ofCampaign ?? false,
  };
}

function requireAddress(link: string): string {
  const isAddress = /^https?:\/\//i.test(link) && URL.canParse(link);
  if (isAddress && new URL(link).username === '') return link;
  const message = say`The link is not an address of the web. Write it as https://example.org/document, or leave it out.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'link' });
}

function requireIssued(issuedOn: Day, today: Day): Day {
  if (issuedOn <= today) return issuedOn;
  const message = say`The document would be issued on ${issuedOn}, and today is ${today}. Check the day; record it once it is issued.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'issuedOn' });
}

interface FoundDocument {
  row: DocumentRow;
  position: number;
}

async function find(
  manager: EntityManager,
  organizationId: number,
  { number, issued_on: issuedOn }: Pick<DocumentRow, 'number' | 'issued_on'>,
): Promise<FoundDocument | undefined> {
  const [found] = await manager.query<FoundDocument[]>(
    `SELECT to_jsonb(d) - 'position' AS row, d.position
       FROM document d WHERE d.organization_id = $1 AND d.number = $2 AND d.issued_on = $3`,
    [organizationId, requireText(number, NUMBER, 'number'), issuedOn],
  );
  return found;
}

async function requireRoom(manager: EntityManager, organizationId: number): Promise<void> {
  const [row] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM document WHERE organization_id = $1',
    [organizationId],
  );
  const actual = (row?.count ?? 0) + 1;
  if (actual <= MOST_RECORDED) return;
  const message = say`The organization has recorded ${actual - 1} documents; it may record ${MOST_RECORDED}. Change or reuse one of those.`;
  throw new Problem('LIMIT', message, { argument: 'organization', limit: MOST_RECORDED, actual });
}

/** One more that is cited; what was cited before may stay. */
async function requireCitable(manager: EntityManager, row: DocumentRow): Promise<void> {
  if (!row.of_campaign || row.withdrawn_on !== null) return;
  const [found] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM document
      WHERE organization_id = $1 AND of_campaign AND withdrawn_on IS NULL AND id <> $2`,
    [row.organization_id, row.id],
  );
  const actual = (found?.count ?? 0) + 1;
  if (actual <= MOST_CITED) return;
  const message = say`The congresses rest on ${actual - 1} documents of the organization, all of which briefings cite; ${MOST_CITED} is the most. Leave out ${new FieldName('ofCampaign')}.`;
  throw new Problem('LIMIT', message, { argument: 'ofCampaign', limit: MOST_CITED, actual });
}

function withdrawn({ number, withdrawn_on: day }: DocumentRow): Problem {
  const message =
    say`${number} was withdrawn on ${day ?? ''}. If it applies after all, record it again with addDocument.`.inFiles(
      say`${number} was withdrawn on ${day ?? ''}. If it applies after all, record it again.`,
    );
  return new Problem('CONFLICT', message, { argument: 'number' });
}
