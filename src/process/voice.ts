/** How the program speaks to whoever started it: harmless lines, and on a terminal a share that counts up in place; or entries of a log. */
import { toTerminalLine } from '../text/terminal-text';

export interface Voice {
  say: (line: string) => void;
  begin: (what: string) => Step;
}

interface Step {
  /** How much of it is done. */
  show: (done: number, total: number) => void;
  end: () => void;
}

export interface Output {
  isTTY?: boolean | undefined;
  write: (text: string) => unknown;
}

const CLEAR_LINE = '\r\u001B[K';

/** Whatever a line is made of: a terminal obeys nothing of it. */
export function printLine(output: Output, line: string): void {
  output.write(`${toTerminalLine(line)}\n`);
}

export function openVoice(output: Output): Voice {
  const isTerminal = output.isTTY === true;
  const say = (line: string): void => {
    printLine(output, line);
  };
  return {
    say,
    begin: (what) => {
      output.write(isTerminal ? `${what} …` : `${what} …\n`);
      return {
        show: (done, total) => {
          if (isTerminal) output.write(`${CLEAR_LINE}${what} … ${Math.floor((100 * done) / Math.max(1, total))} %`);
        },
        end: () => {
          if (isTerminal) output.write(`${CLEAR_LINE}${what}: done.\n`);
        },
      };
    },
  };
}

/** The same as entries of a log: what is between the lines of a person is left out. */
export function openLogVoice(log: { info: (message: string) => void }): Voice {
  return {
    say: (line) => {
      log.info(line);
    },
    begin: (what) => {
      log.info(`${what} …`);
      return {
        show: () => undefined,
        end: () => {
          log.info(`${what}: done.`);
        },
      };
    },
  };
}
