/** Finds an organization by its name as one types; with Telex, a syllable is asked for when it has been composed. */
import { Component, type ComponentType, type JSX, type TargetedEvent, type TargetedKeyboardEvent } from 'preact';
import type { Address } from '../address.ts';
import type { Act } from '../page/shown.ts';
import type { Asking } from '../source/asking.ts';
import type { Words } from '../words/words.ts';
import type { Found, FoundListProps } from './found-list.tsx';

interface SearchBoxProps {
  address: Address;
  words: Words;
  act: (act: Act) => void;
}

/** Loaded when somebody is about to search. */
interface Loaded {
  FoundList: ComponentType<FoundListProps>;
  search: (text: string, onFound: (found: Found) => void) => Asking<void>;
  hrefOf: (address: Address, code: string) => string;
}

interface SearchBoxState {
  loaded: Loaded | null;
  /** Null: nothing was searched for, or the list was closed. */
  found: Found | null;
  /** Place in the list; -1 while none is meant. */
  active: number;
}

const LIST_ID = 'found';
/** Milliseconds in which most people type the next letter. */
const PAUSE = 150;

export class SearchBox extends Component<SearchBoxProps, SearchBoxState> {
  override state: SearchBoxState = { loaded: null, found: null, active: -1 };
  private text = '';
  private pause: number | undefined;

  override render(): JSX.Element {
    const { words, address } = this.props;
    const { loaded, found, active } = this.state;
    return (
      <div class="search" role="search" onFocusOut={this.close}>
        <input
          type="search"
          role="combobox"
          list={undefined}
          aria-label={words.search}
          aria-expanded={found !== null}
          aria-controls={LIST_ID}
          aria-autocomplete="list"
          aria-activedescendant={active < 0 ? undefined : `${LIST_ID}-${active}`}
          placeholder={words.search}
          autocomplete="off"
          spellcheck={false}
          maxLength={300}
          onFocus={this.load}
          onInput={this.typed}
          onCompositionEnd={this.composed}
          onKeyDown={this.pressed}
        />
        {loaded !== null && found !== null && (
          <loaded.FoundList {...{ id: LIST_ID, found, active, address, words }} onChosen={this.clear} />
        )}
      </div>
    );
  }

  override componentWillUnmount(): void {
    window.clearTimeout(this.pause);
  }

  private readonly load = (): void => {
    if (this.state.loaded !== null) return;
    void import('./found-list.tsx').then((loaded) => {
      this.setState({ loaded });
      if (this.text !== '') this.search();
    });
  };

  private readonly typed = (event: TargetedEvent<HTMLInputElement, InputEvent>): void => {
    if (!event.isComposing) this.take(event.currentTarget.value);
  };

  /** Browsers do not agree on whether an input follows it. */
  private readonly composed = (event: TargetedEvent<HTMLInputElement>): void => {
    this.take(event.currentTarget.value);
  };

  private take(text: string): void {
    if (text.trim() === this.text) return;
    this.text = text.trim();
    window.clearTimeout(this.pause);
    if (this.text === '') this.close();
    else this.pause = window.setTimeout(this.search, PAUSE);
  }

  private readonly search = (): void => {
    const { loaded } = this.state;
    const { text } = this;
    const asking = loaded?.search(text, (found) => {
      // Answers may come in another order than the questions.
      if (text === this.text) this.setState({ found, active: -1 });
    });
    if (asking) this.props.act({ kind: 'carry-out', asking, onFailed: this.close });
  };

  private readonly pressed = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const { found, active, loaded } = this.state;
    if (event.isComposing || found === null || loaded === null) return;
    const { rows } = found;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      // One place beyond either end is the input itself.
      const places = rows.length + 1;
      this.setState({ active: ((active + 1 + step + places) % places) - 1 });
    } else if (key === 'Enter') {
      const chosen = rows[Math.max(0, active)];
      if (chosen === undefined) return;
      this.clear();
      event.currentTarget.value = '';
      this.props.act({ kind: 'go', href: loaded.hrefOf(this.props.address, chosen.code) });
    } else if (key === 'Escape') this.close();
    else return;
    event.preventDefault();
  };

  private readonly close = (): void => {
    this.setState({ found: null, active: -1 });
  };

  private readonly clear = (): void => {
    this.text = '';
    this.close();
  };
}
