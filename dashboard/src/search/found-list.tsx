/** What was found, as links under the box. */
import type { JSX } from 'preact';
import { SearchDocument, type SearchQuery } from '../../generated/operations.ts';
import { writeAddress, type Address } from '../address.ts';
import { ask, type Asking } from '../source/asking.ts';
import { nameIn } from '../words/language.ts';
import type { Words } from '../words/words.ts';

type FoundRow = NonNullable<SearchQuery['organizations']>['edges'][number]['node'];

export interface Found {
  rows: readonly FoundRow[];
  /** As many as there are, which may be more. */
  total: number;
}

export interface FoundListProps {
  id: string;
  found: Found;
  /** Place of the one that is meant. */
  active: number;
  address: Address;
  words: Words;
  onChosen: () => void;
}

export function* search(text: string, onFound: (found: Found) => void): Asking<void> {
  const { organizations } = yield* ask(SearchDocument, { search: text });
  onFound({
    rows: organizations?.edges.map(({ node }) => node) ?? [],
    total: organizations?.totalCount ?? 0,
  });
}

export function hrefOf(address: Address, code: string): string {
  return writeAddress(address, { code, view: 'overview' });
}

export function FoundList({ id, found, active, address, words, onChosen }: FoundListProps): JSX.Element {
  const { language } = address;
  const { rows, total } = found;
  return (
    <div class="found" onMouseDown={keepFocus}>
      <div role="listbox" id={id} aria-label={words.search}>
        {rows.map((row, index) => (
          <a
            key={row.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            href={hrefOf(address, row.code)}
            onClick={onChosen}
          >
            {nameIn(row, language)}
            <span class="above">
              {[words.levels[row.level], ...row.ancestors.slice(0, -1).map((each) => nameIn(each, language))].join(
                ' · ',
              )}
            </span>
          </a>
        ))}
      </div>
      <p class="quiet" role="status">
        {rows.length === 0 ? words.foundNone : total > rows.length && words.more(total - rows.length)}
      </p>
    </div>
  );
}

/** A press on a link would take it from the box, and the list would be gone before the link is. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
