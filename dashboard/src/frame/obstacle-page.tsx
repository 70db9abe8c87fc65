/** What is shown where there is nothing to show, and what can be done. */
import type { JSX } from 'preact';
import type { Obstacle, PageState } from '../page/page-state.ts';
import type { Act } from '../page/shown.ts';
import type { Words } from '../words/words.ts';
import { TokenForm } from './token-form.tsx';

interface ObstacleProps {
  state: PageState;
  words: Words;
  act: (act: Act) => void;
}

export function ObstaclePage({ state, words, act }: ObstacleProps): JSX.Element {
  const obstacle: Obstacle = state.obstacle ?? 'UNAVAILABLE';
  const { title, text } = words.obstacles[obstacle];
  return (
    <section class="obstacle">
      <h1>{title}</h1>
      <p>{text}</p>
      {obstacle === 'SIGN_IN' ? (
        <TokenForm words={words} act={act} />
      ) : (
        <p>
          <a href="/">{words.back}</a>
        </p>
      )}
    </section>
  );
}
