/** What a part of the page is given beside its own data. */
import type { Address } from '../address.ts';
import type { CountryMap } from '../map/country-map.ts';
import type { Words } from '../words/words.ts';
import type { Language } from '../words/language.ts';
import type { Asking } from '../source/asking.ts';
import type { Frame } from './frame.ts';
import type { Explained } from './page-state.ts';

/** What somebody does on the page. */
export type Act =
  | { kind: 'explain'; explained: Explained | null }
  | { kind: 'sign-in'; token: string }
  | { kind: 'sign-out' }
  | { kind: 'reload' }
  | { kind: 'go'; href: string }
  /** Asks for something beside what the view shows; what is to be done with the answers is done by the asking itself. */
  | { kind: 'carry-out'; asking: Asking<void>; onFailed: () => void }
  /** Saves a file of the server, by the right of the reader. */
  | { kind: 'download'; href: string; onFailed: () => void };

export interface Shown {
  address: Address;
  language: Language;
  words: Words;
  map: CountryMap | null;
  frame: Frame;
  hasExplorers: boolean;
  act: (act: Act) => void;
}
