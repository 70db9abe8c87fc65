/** A name where there is little room: that of the map, or else without the words that all of them begin with. */
import { nameIn, type Language } from '../words/language.ts';
import type { Named } from '../board/board.ts';
import type { CountryMap } from './country-map.ts';

const KIND = /^Đảng bộ (tỉnh|thành phố|huyện|thị xã|quận) /;

export function shortName(named: Named, map: CountryMap | null, language: Language): string {
  const name = nameIn(named, language);
  const tile = map?.tiles.find(({ code }) => code === named.code);
  // The short name of the map is for a tile; a list has room for the whole one without its kind.
  const isLong = tile !== undefined && language === 'vi';
  return isLong ? name.replace(KIND, '') : name;
}
