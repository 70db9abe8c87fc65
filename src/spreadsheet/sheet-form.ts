/** How a sheet is laid out for the people who fill it in: its language, what stands around its rows, and how CSV separates them. */

export type SheetLanguage = 'en' | 'vi';

/** A comma is the decimal sign in Vietnamese, so lists of numbers are separated by semicolons, as spreadsheets there expect. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type DelimiterName = keyof typeof DELIMITERS;

export interface SheetForm {
  language: SheetLanguage;
  /** Of CSV; that of the language when left out. */
  delimiter?: DelimiterName;
  /** Rows above the headings; only workbooks have them. */
  titles?: readonly string[];
  /** A second sheet that explains the first; only workbooks have it. */
  guide?: GuideSheet;
}

export interface GuideSheet {
  name: string;
  headings: readonly string[];
  /** In characters. */
  widths: readonly number[];
  rows: readonly (readonly string[])[];
}

export const PLAIN_FORM: SheetForm = { language: 'en' };

interface Custom {
  delimiter: DelimiterName;
  decimal: '.' | ',';
  /** As a workbook writes the format of a day. */
  day: string;
  /** Before the number of a printed page. */
  page: string;
}

export const CUSTOMS: Readonly<Record<SheetLanguage, Custom>> = {
  en: { delimiter: 'comma', decimal: '.', day: 'yyyy-mm-dd', page: 'Page' },
  // Without the number of the language in front, LibreOffice writes such days in CSV as its own locale has them.
  vi: { delimiter: 'semicolon', decimal: ',', day: '[$-42A]dd/mm/yyyy', page: 'Trang' },
};
