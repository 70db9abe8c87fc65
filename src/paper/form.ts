/** The forms in which briefings are written. A published briefing keeps its form, and so its bytes (P16): a released form is never changed; a different way of writing gets a new form. */
import { addMonths, monthOf } from '../month';
import { Problem } from '../problem';
import { percentOf } from '../share';
import type { BriefingContent } from './content';
import { say } from '../words/message';

type ShareOf = (part: number, whole: number) => number | null;

/** Only what differs between the forms. */
export interface Form {
  /** For the figures, whose values are frozen, and for those they are compared with later. */
  shareOfFigure: ShareOf;
  /** For bodies, worked out when a document is written. */
  shareOfBody: ShareOf;
  /** The month that the briefing reports on. */
  monthTold: (content: BriefingContent) => string;
  /** Whether months below a chart and shares in the annex are written as in the text, instead of as bare numbers. */
  writesAlike: boolean;
  /** Whether the parts on personnel and training also have the indicators that users added, by name alone. */
  tellsAllIndicators: boolean;
  /** Whether figures are told of the levels above the organization, too: there is nothing to count at these. */
  tellsLevelsAbove: boolean;
  /** Whether a city beside districts is called a city: without that word it has the name of the province. */
  tellsAreas: boolean;
}

/** Before forms were counted. */
const FIRST: Form = {
  shareOfFigure: (part, whole) => (whole === 0 ? null : Math.floor((2_000 * part + whole) / (2 * whole)) / 10),
  shareOfBody: (part, whole) => {
    if (!(whole > 0)) return null;
    const nearest = Math.round((part / whole) * 1000) / 10;
    return part > 0 && part < whole ? Math.min(Math.max(nearest, 0.1), 99.9) : nearest;
  },
  monthTold: ({ cutOff }) => monthOf(cutOff),
  writesAlike: false,
  tellsAllIndicators: false,
  tellsLevelsAbove: true,
  tellsAreas: false,
};

const SECOND: Form = {
  shareOfFigure: percentOf,
  shareOfBody: percentOf,
  monthTold: ({ month }) => addMonths(month, -1),
  writesAlike: true,
  tellsAllIndicators: true,
  tellsLevelsAbove: true,
  tellsAreas: false,
};

const THIRD: Form = { ...SECOND, tellsLevelsAbove: false, tellsAreas: true };

const FORMS = [FIRST, SECOND, THIRD];

export const NEWEST_FORM = FORMS.length;

/** The number of a content's form; content from before forms were counted does not have one. */
export function formNumberOf({ form = 1 }: { form?: number | undefined }): number {
  return form;
}

export function formOf({ form, month }: { form?: number | undefined; month: string }): Form {
  const number = formNumberOf({ form });
  const found = FORMS[number - 1];
  if (found !== undefined) return found;
  const message = say`The briefing of ${month} was published in form ${number}, by a newer Giao Ban; this one writes forms 1 to ${NEWEST_FORM}. Ask that version.`;
  throw new Problem('UNAVAILABLE', message, { retry: false });
}

/** Content of an unknown form cannot be written as its documents were. */
export function requireForm(content: BriefingContent): BriefingContent {
  formOf(content);
  return content;
}
