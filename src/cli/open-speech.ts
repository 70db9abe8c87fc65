/** How a command that lasts speaks: to a person in words, beside a log; where a service runs it, in lines of that log alone. */
import { pino, type Logger } from 'pino';
import type { Config } from '../config/config';
import { openLogVoice, openVoice, type Voice } from '../process/voice';

export interface Speech {
  voice: Voice;
  log: Logger;
  isToMachines: boolean;
}

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

export function openSpeech({ isService, logLevel }: Pick<Config, 'isService' | 'logLevel'>): Speech {
  const isToMachines = isService && !process.stdout.isTTY;
  const destination = pino.destination(isToMachines ? STANDARD_OUTPUT : STANDARD_ERROR);
  // Two of them: whoever turns the log down while the server stops still says that it has stopped. A child would follow.
  const [log, spoken] = [pino({ level: logLevel }, destination), pino({ level: logLevel }, destination)];
  return { log, isToMachines, voice: isToMachines ? openLogVoice(spoken) : openVoice(process.stdout) };
}
