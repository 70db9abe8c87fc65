/** Shows a replay: a bar that moves in place on a terminal, a line for each day elsewhere; what is worth telling stands above it. */
import type { Day } from '../day';
import { CLEAR_LINE, printLine, type Output } from '../process/voice';

export interface ReplayDisplay {
  /** A line that stays. */
  say: (line: string) => void;
  show: (day: Day, done: number, total: number) => void;
  /** The day is over. */
  endDay: (day: Day) => void;
  end: () => void;
}

const CELLS = 24;

export function openReplayDisplay(output: Output): ReplayDisplay {
  const isTerminal = output.isTTY === true;
  let bar = '';
  let shown = { done: 0, total: 0, before: -1 };
  const say = (line: string): void => {
    if (bar !== '') output.write(CLEAR_LINE);
    printLine(output, line);
    output.write(bar);
  };
  return {
    say,
    show: (day, done, total) => {
      shown = { done, total, before: shown.before < 0 ? done : shown.before };
      if (!isTerminal) return;
      const next = `${day}  ${drawBar(done, total)}  ${describeShare(done, total)}`;
      if (next === bar) return;
      bar = next;
      output.write(`${CLEAR_LINE}${bar}`);
    },
    endDay: (day) => {
      const { done, total, before } = shown;
      shown = { done, total, before: -1 };
      if (!isTerminal && done > before)
        say(`${day}: ${format(done - before)} recorded, ${describeShare(done, total)}.`);
    },
    end: () => {
      if (bar !== '') output.write(CLEAR_LINE);
      bar = '';
    },
  };
}

function drawBar(done: number, total: number): string {
  const full = Math.floor((CELLS * done) / Math.max(1, total));
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)}`;
}

function describeShare(done: number, total: number): string {
  return `${Math.floor((100 * done) / Math.max(1, total))} % of ${format(total)}`;
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
