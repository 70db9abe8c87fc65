/** What a replay shows: a bar that moves in place on a terminal, with lines above it; a line a day elsewhere. */
import { expect, test } from '@jest/globals';
import { openReplayDisplay, type ReplayDisplay } from '../../src/cli/replay-display';

function record(isTTY: boolean): { display: ReplayDisplay; text: () => string } {
  let text = '';
  const display = openReplayDisplay({ isTTY, write: (more) => (text += more) });
  return { display, text: () => text };
}

function play({ say, show, endDay, end }: ReplayDisplay): void {
  say('Playing.');
  show('2020-05-14', 500, 2_000);
  show('2020-05-14', 1_000, 2_000);
  show('2020-05-14', 1_000, 2_000);
  endDay('2020-05-14');
  show('2020-05-15', 1_000, 2_000);
  endDay('2020-05-15');
  say('All\u001B[2J.');
  end();
  say('Played.');
}

test('elsewhere: a line for each day on which something was recorded', () => {
  const { display, text } = record(false);
  play(display);
  expect(text().split('\n')).toEqual([
    'Playing.',
    '2020-05-14: 500 recorded, 50 % of 2,000.',
    'All<U+001B>[2J.',
    'Played.',
    '',
  ]);
});

test('on a terminal: one bar, which lines that stay move down', () => {
  const { display, text } = record(true);
  play(display);
  const clear = '\r\u001B[K';
  const quarter = `2020-05-14  ${'█'.repeat(6)}${'░'.repeat(18)}  25 % of 2,000`;
  const half = `${'█'.repeat(12)}${'░'.repeat(12)}  50 % of 2,000`;
  expect(text()).toBe(
    [
      'Playing.\n',
      `${clear}${quarter}`,
      `${clear}2020-05-14  ${half}`,
      `${clear}2020-05-15  ${half}`,
      `${clear}All<U+001B>[2J.\n2020-05-15  ${half}`,
      `${clear}Played.\n`,
    ].join(''),
  );
});
