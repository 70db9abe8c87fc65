/** The paper of a briefing: its parts in order, in one language, before it is Markdown, HTML or DOCX. */
import type { Language } from './content';

/** A stretch of text. `lang` when it is not in the document's language; `note` is the number of the footnote after it. */
export interface Run {
  text: string;
  lang?: 'vi';
  strong?: true;
  note?: number;
}

export type Text = readonly Run[];

export interface Heading {
  kind: 'heading';
  level: 2 | 3;
  text: string;
  startsPage?: true;
}

export interface Paragraph {
  kind: 'paragraph';
  text: Text;
}

export interface List {
  kind: 'list';
  items: readonly Text[];
}

export interface Column {
  title: string;
  align: 'left' | 'right';
  /** Of the table's width, in hundredths. */
  share: number;
}

export interface Table {
  kind: 'table';
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly Text[])[];
  /** Whether its rows may be spread over pages; a short one stays whole. */
  long: boolean;
}

/** A vector picture, measured in pixels of 1/96 inch. */
export interface Drawing {
  width: number;
  height: number;
  svg: string;
}

export interface Chart {
  kind: 'chart';
  caption: string;
  /** For readers who do not see it. */
  description: string;
  drawing: Drawing;
  /** The same figures, for formats without pictures. */
  data: Table;
}

export type Block = Heading | Paragraph | List | Table | Chart;

export interface Paper {
  language: Language;
  /** Who chairs the briefing, and about which organization it is. */
  office: Run;
  organization: Run | null;
  /** `DỰ THẢO`, or null when it is published. */
  mark: string | null;
  /** Draft or published, and up to which day the figures count. */
  standing: readonly string[];
  title: Run;
  subtitle: string;
  /** At the top of every page but the first. */
  runningHead: string;
  pageWord: string;
  blocks: readonly Block[];
  notesTitle: string;
  notes: readonly Text[];
  smallPrint: readonly string[];
  /** The day used for the document's own dates. */
  day: string;
}
