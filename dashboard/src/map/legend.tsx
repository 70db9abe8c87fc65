/** What the colours and the numbers of the tiles mean. */
import type { JSX } from 'preact';
import type { Shown } from '../page/shown.ts';

const PACES = ['late-3', 'late-2', 'late-1', 'on', 'early-1', 'early-2', 'done', 'none'] as const;
const STEPS = [0, 1, 2, 3, 4, 5, 6];

export function Legend({ shown: { words, address } }: { shown: Shown }): JSX.Element {
  const { measure } = address;
  if (measure === 'pace') {
    return (
      <div class="legend">
        <ul>
          {PACES.map((pace) => (
            <li key={pace}>
              <i class={`swatch tone-${pace}`} /> {words.pace[pace]}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div class="legend">
      <ul class="ramp">
        {STEPS.map((step) => (
          <li key={step}>
            <i class={`swatch step-${step}`} />
          </li>
        ))}
        <li>{measure === 'share' ? '0 → 100%' : '0 → 10%+'}</li>
      </ul>
    </div>
  );
}
