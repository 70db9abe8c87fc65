/** Values that need not be whole, as they are written in each language. */
import { writeCount } from './numbers.ts';
import type { Language } from './words/language.ts';

/** With two decimals at most, and none that says nothing: `46,5`. */
export function writeValue(value: number, language: Language): string {
  const hundredths = Math.round(Math.abs(value) * 100);
  const decimals = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = writeCount(Math.floor(hundredths / 100), language);
  const written = decimals === '' ? whole : `${whole}${language === 'vi' ? ',' : '.'}${decimals}`;
  return value < 0 && hundredths > 0 ? `−${written}` : written;
}

/** A percentage such as 20.7, with its one decimal also where that is 0; none of all and none. */
export function writePercentage(value: number, language: Language): string {
  const rounded = Math.round(value * 10) / 10;
  const isBare = !Number.isInteger(rounded) || rounded === 0 || rounded === 100;
  return `${writeValue(rounded, language)}${isBare ? '' : `${language === 'vi' ? ',' : '.'}0`}`;
}

/** With a sign, also where it is more: `+15,3`. */
export function writeDifference(change: number, language: Language): string {
  return change > 0 ? `+${writeValue(change, language)}` : writeValue(change, language);
}
