/** Takes a token that somebody pastes. */
import type { JSX } from 'preact';
import type { Act } from '../page/shown.ts';
import type { Words } from '../words/words.ts';

export function TokenForm({ words, act }: { words: Words; act: (act: Act) => void }): JSX.Element {
  return (
    <form
      class="token"
      onSubmit={(event) => {
        event.preventDefault();
        const token = new FormData(event.currentTarget).get('token');
        act({ kind: 'sign-in', token: typeof token === 'string' ? token.trim() : '' });
      }}
    >
      <label for="token">{words.token}</label>
      <textarea id="token" name="token" rows={4} autocomplete="off" spellcheck={false} required />
      <p class="quiet">{words.tokenNote}</p>
      <button type="submit">{words.tokenUse}</button>
    </form>
  );
}
