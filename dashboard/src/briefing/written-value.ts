/** Writes the value of a figure of a briefing, and how it has changed, as its papers write values. */
import type { BriefingRowFragment } from '../../generated/operations.ts';
import { writeDifference, writePercentage, writeValue } from '../values.ts';
import type { Language } from '../words/language.ts';
import type { BriefingWords } from './words.ts';

type Valued = Pick<BriefingRowFragment, 'unit' | 'period'>;

/** An indicator may also count in percent: that is not a share that is worked out here. */
function isShare({ unit, period }: Valued): boolean {
  return unit === '%' && period === 'AT_DATE';
}

export function writeFigure(figure: Valued, value: number | null, words: BriefingWords, language: Language): string {
  if (value === null) return isShare(figure) ? '–' : words.noFigure;
  return isShare(figure) ? writePercentage(value, language) : writeValue(value, language);
}

/** Undefined where either is missing. */
export function writeFigureChange(
  figure: Valued,
  change: number | null | undefined,
  words: BriefingWords,
  language: Language,
): string | undefined {
  if (change == null) return undefined;
  if (change === 0) return words.unchanged;
  const written = writeDifference(change, language);
  return figure.unit === '%' ? `${written} ${words.points}` : written;
}
