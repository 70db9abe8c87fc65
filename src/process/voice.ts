/** How the program speaks to the person who started it, in harmless lines with a share that counts up in place; or to a log. */
import { pino, type Logger } from 'pino';
import { toTerminalLine } from '../text/terminal-text';

export interface Voice {
  say: (line: string) => void;
  /** `done` is the word for its end. */
  begin: (what: string, done?: string) => Step;
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

export const CLEAR_LINE = '\r\u001B[K';

/** Control characters are named: a terminal obeys nothing of what a line is made of. */
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
    begin: (what, done = 'done') => {
      output.write(isTerminal ? `${what} …` : `${what} …\n`);
      return {
        show: (count, total) => {
          if (isTerminal) output.write(`${CLEAR_LINE}${what} … ${Math.floor((100 * count) / Math.max(1, total))} %`);
        },
        end: () => {
          if (isTerminal) output.write(`${CLEAR_LINE}${what}: ${done}.\n`);
        },
      };
    },
  };
}

/** The same as entries of a log, without the shares in between. */
function openLogVoice(log: { info: (message: string) => void }): Voice {
  return {
    say: (line) => {
      log.info(line);
    },
    begin: (what, done = 'done') => {
      log.info(`${what} …`);
      return {
        show: () => undefined,
        end: () => {
          log.info(`${what}: ${done}.`);
        },
      };
    },
  };
}

export interface Speech {
  voice: Voice;
  log: Logger;
  isToMachines: boolean;
}

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

interface Audience {
  /** Whether a service runs the command, not a person. */
  isService: boolean;
  logLevel: string;
}

/** Of a command that goes on until it is stopped: words for a person beside a log; where a service runs it, that log alone. */
export function openSpeech({ isService, logLevel }: Audience): Speech {
  const isToMachines = isService && !process.stdout.isTTY;
  const destination = pino.destination(isToMachines ? STANDARD_OUTPUT : STANDARD_ERROR);
  // Two of them: the log may be turned down while the server stops, which still says that it has stopped. A child would follow.
  const [log, spoken] = [pino({ level: logLevel }, destination), pino({ level: logLevel }, destination)];
  return { log, isToMachines, voice: isToMachines ? openLogVoice(spoken) : openVoice(process.stdout) };
}

/** Of a command that ends by itself: it says what it does on standard error, and the log is for what goes wrong beside it. */
export function openSpeechBeside({ logLevel }: Pick<Audience, 'logLevel'>): Pick<Speech, 'log' | 'voice'> {
  const level = logLevel === 'info' ? 'warn' : logLevel;
  return { log: pino({ level }, pino.destination(STANDARD_ERROR)), voice: openVoice(process.stderr) };
}
