/** The options of `giaoban replay`. What plays is loaded when it is asked for. */
import { Option, type Command } from 'commander';
import type { Stopping } from '../process/stopping';
import { DEFAULT_API_URL } from './defaults';
import { readDayOption, readRateOption, readSpeedOption } from './option-values';
import type { ReplayOptions } from './replay';

const REPLAY_NOTES = `
Thái Bình, Yên Bái and Quảng Ninh are the first to finish their grassroots, 51,985 of 52,105 have met on 30 June, 67 of 67
centrally-run bodies on 29 October. It goes on from what the server has recorded: stop it at any time, and give the same
command again.

Without --token it makes one with the secret of the server's settings (AUTH_JWT_SECRET, or that kept in DATA_DIR), if the server is
on this machine.

Examples:
  giaoban replay                                                  a day of the campaign each second: four minutes
  giaoban replay --from 2020-02-29 --to 2020-06-30 --speed 0.2
  giaoban replay --speed max                                      as fast as the server takes it
  giaoban replay --rate 100                                       a hundred events a second, whatever the day`;

export function addReplay(program: Command, stopping: Stopping): void {
  program
    .command('replay')
    .description(
      'Play the year of the demo country over the API of a running server: reports, postponements, day by day, so that a dashboard fills up.',
    )
    .option(
      '--from <day>',
      'the business day from which on to play; the server must be at it, or further (default: where the server is)',
      readDayOption,
    )
    .option('--to <day>', 'the last day to play; the business day stands at it in the end', readDayOption, '2020-11-01')
    .addOption(
      new Option('--speed <days>', 'days of the campaign a second, such as 0.5; or max')
        .argParser(readSpeedOption)
        .default(1),
    )
    .addOption(
      new Option('--rate <events>', 'events a second, instead of a speed: busy days take longer then')
        .argParser(readRateOption)
        .conflicts('speed'),
    )
    .option('--url <address>', 'the GraphQL endpoint', DEFAULT_API_URL)
    .option('--token <token>', "an ADMIN's token of the root")
    .addHelpText('after', REPLAY_NOTES)
    .action(async (options: ReplayOptions) => (await import('./replay.js')).replay(options, stopping));
}
