/** Says messages to people who fill in files: in their language, with the columns of their sheet in place of fields of the API. Pure. */
import { isDay } from '../day';
import type { Wording } from '../words/message';
import { sentencesOf, type MessageLanguage } from '../words/translate';
import { COLUMNS, VALUES, type ColumnKey } from './columns';

/** The headings of a sheet as it writes them, by column. */
export type Headings = ReadonlyMap<string, string>;

/** `headings` where the message is about a sheet: a column that it does not have is called by its usual heading. */
export function fileWording(language: MessageLanguage, headings?: Headings): Wording {
  return {
    isForFiles: true,
    sentence: sentencesOf(language),
    value: (value) => (typeof value === 'number' ? formatNumber(value, language) : formatText(value, language)),
    field: (name) => (headings === undefined ? name : nameField(name, language, headings)),
  };
}

function formatNumber(value: number, language: MessageLanguage): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-US');
}

/** The sheets that are written in English have days and codes as the API has them. */
function formatText(text: string, language: MessageLanguage): string {
  if (language === 'en') return text;
  if (isDay(text)) return text.split('-').reverse().join('/');
  const parts = text.split(', ').map((part) => WORDS.get(part));
  return parts.every((part) => part !== undefined) ? parts.join(', ') : text;
}

/** For each code of the API the word that sheets in Vietnamese have. */
const WORDS: ReadonlyMap<string, string> = new Map(
  [VALUES.documentKind, VALUES.kind, VALUES.level, VALUES.status].flatMap((values) =>
    Object.entries<readonly string[]>(values).map(([code, [word = code]]) => [code, word] as const),
  ),
);

/** What is no column, such as an option of the command, is named as it is. */
function nameField(name: string, language: MessageLanguage, headings: Headings): string {
  const heading = headings.get(name) ?? (isColumn(name) ? usualHeading(name, language) : undefined);
  return heading === undefined || heading === name ? name : `"${heading.replace(/\s+/g, ' ').trim()}"`;
}

/** As sheets in the language are written. */
function usualHeading(name: ColumnKey, language: MessageLanguage): string {
  const word = COLUMNS[name][language];
  return language === 'vi' ? word.charAt(0).toLocaleUpperCase('vi') + word.slice(1) : word;
}

function isColumn(name: string): name is ColumnKey {
  return name in COLUMNS;
}
