/** Every text that a mutation takes: found in the schema, so that a new one is found too, and each with what it is. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputType,
} from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { BRIEFING_ITEM, BRIEFING_TITLE } from '../../src/briefing/briefing-texts';
import { BODY, DOCUMENT_TITLE } from '../../src/document/document';
import { DESCRIPTION, NAME, UNIT } from '../../src/indicator/indicator-texts';
import { NOTE, REASON, type TextRule } from '../../src/text/text-rule';
import { TITLE } from '../../src/work-program/require-content';

/** A text of a rule is kept; a key is kept as it is sent; anything else is looked up, or read as a month or a day. */
type Sort = TextRule | 'key' | 'looked up' | 'read';

/** By the mutation and the way to it, or by its name alone. */
const SORTS: Readonly<Record<string, Sort>> = {
  idempotencyKey: 'key',
  reason: REASON,
  note: NOTE,
  // It names the document for the mutations after it.
  number: 'key',
  issuedBy: BODY,
  issuedByEn: BODY,
  'addDocument title': DOCUMENT_TITLE,
  'addDocument titleEn': DOCUMENT_TITLE,
  'changeDocument title': DOCUMENT_TITLE,
  'changeDocument titleEn': DOCUMENT_TITLE,
  link: 'read',
  'addWorkItem title': TITLE,
  'addWorkItem titleEn': TITLE,
  'addWorkItem legalBasis': TITLE,
  'changeWorkItem title': TITLE,
  'changeWorkItem titleEn': TITLE,
  'changeWorkItem legalBasis': TITLE,
  'addIndicator name': NAME,
  'addIndicator nameEn': NAME,
  'addIndicator unit': UNIT,
  'addIndicator unitEn': UNIT,
  'addIndicator description': DESCRIPTION,
  'changeIndicator name': NAME,
  'changeIndicator nameEn': NAME,
  'changeIndicator unit': UNIT,
  'changeIndicator unitEn': UNIT,
  'changeIndicator description': DESCRIPTION,
  'changeBriefing title.vi': BRIEFING_TITLE,
  'changeBriefing title.en': BRIEFING_TITLE,
  'changeBriefing chairOffice.vi': BRIEFING_TITLE,
  'changeBriefing chairOffice.en': BRIEFING_TITLE,
  'changeBriefing tasks.0.vi': BRIEFING_ITEM,
  'changeBriefing tasks.0.en': BRIEFING_ITEM,
  'changeBriefing keyTasks.0.vi': BRIEFING_ITEM,
  'changeBriefing keyTasks.0.en': BRIEFING_ITEM,
  'changeBriefing breakthroughs.0.vi': BRIEFING_ITEM,
  'changeBriefing breakthroughs.0.en': BRIEFING_ITEM,
  organization: 'looked up',
  congressId: 'looked up',
  workItemId: 'looked up',
  code: 'looked up',
  month: 'read',
  on: 'read',
  to: 'read',
  asOf: 'read',
  cutOff: 'read',
  dueOn: 'read',
  heldOn: 'read',
  issuedOn: 'read',
  plannedOn: 'read',
  finishedOn: 'read',
};

export interface TextInput {
  mutation: string;
  /** Within the input, as `reports.0.note`. */
  path: string;
  /** Undefined when nobody has said what it is. */
  sort: Sort | undefined;
  mustBe: boolean;
}

const NO_TEXTS = ['Int', 'Float', 'Boolean', 'Year'];

export const TEXT_INPUTS: readonly TextInput[] = Object.values(
  buildApiSchema().getMutationType()?.getFields() ?? {},
).flatMap(({ name: mutation, args }) =>
  args.flatMap((argument) =>
    textsOf(argument.type).map(({ path, mustBe }) => {
      const sort = SORTS[`${mutation} ${path}`] ?? SORTS[path.split('.').at(-1) ?? ''];
      return { mutation, path, sort, mustBe };
    }),
  ),
);

/** Of a list those of its first entry. */
function textsOf(type: GraphQLInputType, path: readonly string[] = []): { path: string; mustBe: boolean }[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return textsOf(bare.ofType, [...path, '0']);
  const named = getNamedType(bare);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => textsOf(field.type, [...path, field.name]));
  }
  if (isEnumType(named) || (isScalarType(named) && NO_TEXTS.includes(named.name))) return [];
  return [{ path: path.join('.'), mustBe: isNonNullType(type) }];
}

type Json = Record<string, unknown>;

/** The input with this text in it; what leads to it is made where it is not there. */
export function withText(input: Readonly<Json>, path: string, text: string): Json {
  const [step = '', ...rest] = path.split('.');
  const next = input[step];
  // A translation is one of something.
  if (rest.length === 0) return { ...(step === 'en' ? { vi: 'Bản' } : {}), ...input, [step]: text };
  if (rest[0] !== '0') return { ...input, [step]: withText((next ?? {}) as Json, rest.join('.'), text) };
  const [first = {}, ...others] = (next ?? []) as Json[];
  return { ...input, [step]: [withText(first, rest.slice(1).join('.'), text), ...others] };
}
