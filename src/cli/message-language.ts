/** In which language a command speaks: that of its --language where one was given, otherwise that of the locale. */
import type { Command } from 'commander';
import { readLanguage } from '../config/config';
import type { MessageLanguage } from '../words/translate';

export function messageLanguage(command: Command | undefined): MessageLanguage {
  if (command?.getOptionValueSource('language') !== 'cli') return readLanguage();
  return command.getOptionValue('language') === 'vi' ? 'vi' : 'en';
}
