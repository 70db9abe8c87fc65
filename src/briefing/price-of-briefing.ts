/** What briefings cost, as fields and as files. */
import { costOfPage, OPERATION, ofLength, sharing, STATEMENT, type Measured } from '../api/price';
import type { FileFormat } from '../press/paper-job';

/** Working its figures out takes some twenty statements; in a briefing it is done once, whatever shows them. */
const WORKING_OUT = { name: 'content', units: 2_500 };
/** To write it down, in a thread beside; a page contains its fonts and charts, some 180 kB. */
const WRITING: Record<FileFormat, number> = { md: 300, html: 4_000, docx: 12_000 };

/** Of a file, as of an operation: what it is charged whoever asks for it first. */
export const PRICE_OF_FILE: Record<FileFormat, number> = {
  md: priceOfFile('md'),
  html: priceOfFile('html'),
  docx: priceOfFile('docx'),
};

function priceOfFile(format: FileFormat): number {
  return OPERATION + 3 * STATEMENT + WORKING_OUT.units + WRITING[format];
}

/** How many there usually are. */
const FIGURES = 60;
const SECTIONS = 7;

export const ofFigures = sharing(WORKING_OUT, ofLength(FIGURES));
export const ofSections = sharing(WORKING_OUT, ofLength(SECTIONS));
/** The figures of all sections are those of the briefing. */
export const ofSection = ofLength(Math.ceil(FIGURES / SECTIONS));

export function ofText(formatOf: (args: Measured['args']) => FileFormat) {
  return sharing(WORKING_OUT, ({ args }) => WRITING[formatOf(args)]);
}

/** Each of two is worked out. */
export function ofComparison({ childComplexity }: Measured): number {
  return 2 * WORKING_OUT.units + FIGURES * childComplexity;
}

/** Months of a campaign and its aftermath: there are no more to be listed, whatever is asked for. */
const MONTHS = 24;

export function ofBriefings({ args, ...measured }: Measured): number {
  const asked = [args['last'], args['first']].find((each): each is number => typeof each === 'number');
  return costOfPage({ ...measured, args: { first: Math.min(MONTHS, asked ?? MONTHS) } });
}

/** It is worked out and kept while others wait. */
export const OF_PUBLICATION = 2 * WORKING_OUT.units;
