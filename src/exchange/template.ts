/** What a form to fill in is: its columns, what is filled in already, and what is said about it. */
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Message } from '../words/message';
import type { ColumnKey } from './columns';
import type { ExportedSheet, ExportScope } from './export-scope';
import type { Explained } from './guide';

/** Of when a form is, where it is of some time. */
export interface FormPeriod {
  /** Such as `2025-02`. */
  months: readonly string[];
  year: number;
}

export interface Template {
  columns: readonly ColumnKey[];
  /** Above the headings, and the short name of the sheet. */
  title: Readonly<Record<SheetLanguage, string>>;
  sheet: Readonly<Record<SheetLanguage, string>>;
  /** What it is of; any time when left out. */
  periodOf?: keyof FormPeriod;
  /** What its columns mean here, where that is not what they usually mean. */
  explained?: Readonly<Record<SheetLanguage, Explained>>;
  /** Why there may be nothing to fill in at a place; left out where a form without rows is of use. */
  whyEmpty?: (place: string) => Message;
  open: (scope: ExportScope, period: FormPeriod, language: SheetLanguage) => Promise<ExportedSheet>;
}
