/** What every measurement has: who is compared, who asks, who reports, and what the database is. */
import type { Client } from 'pg';
import type { Country } from '../open-country';
import type { Child } from '../start-child';
import type { AskerCommands } from './asker-process';
import type { Contender, Questioner } from './contender';
import type { Settings } from './settings';

export interface Stage {
  settings: Settings;
  /** Ours first. */
  contenders: readonly Contender[];
  asker: Child<AskerCommands>;
  questioner: Questioner;
  country: Country;
  client: Client;
  signal: AbortSignal;
  /** Says what is under way. */
  tell: (text: string) => void;
}
