/** The state that the server has written the page of, and the browser begins with. */
import { readAddress, type Address } from '../address.ts';
import type { Language } from '../words/language.ts';
import type { PageState } from './page-state.ts';
import type { Asked } from './ask-page.ts';
import type { CountryMap } from '../map/country-map.ts';

/** As it is handed on in the page, beside what can be read from the address. */
export interface Given extends Asked {
  language: Language;
  map: CountryMap | null;
  version: string;
  hasExplorers: boolean;
}

export function firstState(
  address: Address,
  { frame, content, obstacle, map, version, hasExplorers }: Given,
): PageState {
  return {
    address,
    map,
    version,
    hasExplorers,
    frame,
    content,
    obstacle,
    line: { state: 'closed', lostFor: 0 },
    isGoing: false,
    explained: null,
    isOutdated: false,
    token: null,
  };
}

/** Where there is no page at the path. */
export function nowhere(language: Language): Address {
  const address = readAddress('/', '', language);
  if (address === undefined) throw new Error('The first page has an address.');
  return address;
}
