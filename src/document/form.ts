/** The forms in which briefings are written. A published one keeps its own, and so its bytes (P16): a form that was released is never changed; what is to be written otherwise gets a new one. */
import { addMonths, monthOf } from '../month';
import { Problem } from '../problem';
import { percentOf } from '../share';
import type { BriefingContent } from './content';

type ShareOf = (part: number, whole: number) => number | null;

/** In what the forms differ, and nothing else. */
export interface Form {
  /** Of the figures, whose values are frozen, and of those that they are held against later. */
  shareOfFigure: ShareOf;
  /** Of bodies, worked out when a document is written. */
  shareOfBody: ShareOf;
  /** The month that is told of. */
  monthTold: (content: BriefingContent) => string;
  /** Whether months below a chart and shares in the annex are written as in the text, instead of as bare numbers. */
  writesAlike: boolean;
  /** Whether indicators of one's own stand in the parts on personnel and training too, and by their names alone. */
  tellsAllIndicators: boolean;
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
};

const SECOND: Form = {
  shareOfFigure: percentOf,
  shareOfBody: percentOf,
  monthTold: ({ month }) => addMonths(month, -1),
  writesAlike: true,
  tellsAllIndicators: true,
};

const FORMS = [FIRST, SECOND];

export const NEWEST_FORM = FORMS.length;

/** The number of the form of what was said; those before forms were counted have none in them. */
export function formNumberOf({ form = 1 }: { form?: number | undefined }): number {
  return form;
}

export function formOf({ form, month }: { form?: number | undefined; month: string }): Form {
  const number = formNumberOf({ form });
  const found = FORMS[number - 1];
  if (found !== undefined) return found;
  const message = `The briefing of ${month} was published in form ${number}, by a newer Giao Ban; this one writes forms 1 to ${NEWEST_FORM}. Ask that version.`;
  throw new Problem('UNAVAILABLE', message, { retry: false });
}

/** Whoever does not know the form of what was published cannot say what stands in its documents. */
export function requireForm(content: BriefingContent): BriefingContent {
  formOf(content);
  return content;
}
