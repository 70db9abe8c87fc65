/** The command line of giaoban: its help, its first steps and its complaints, around its commands. */
import { Command } from 'commander';
import { version } from '../../package.json';
import type { Stopping } from '../process/stopping';
import { toTerminalLines } from '../text/terminal-text';
import { addCommands } from './commands';
import { explainUsage } from './explain-usage';
import { messageLanguage } from './message-language';

const FIRST_STEPS = `
First steps:
  giaoban serve                                     serves, and prints what to try
  giaoban watch                                     in another terminal: every event, as it happens
  giaoban replay                                    in a third: plays the year of the demo, a day each second
  giaoban import campaign.json organizations.xlsx   your own campaign: docs/import.md

Without DATABASE_URL everything runs on an embedded PostgreSQL under DATA_DIR (.data), into which \`serve\` loads a demo country
as long as it holds no campaign; with it, AUTH_JWT_SECRET is needed, too. All settings are environment variables:
docs/configuration.md. Messages are in English or Vietnamese, as the locale says (LC_ALL, LC_MESSAGES, LANG).`;

export function buildProgram(stopping: Stopping): Command {
  const program = new Command('giaoban')
    .description('Knows exactly, at every moment, how far a country-wide campaign of congresses is.')
    .version(version, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', FIRST_STEPS)
    .configureOutput({
      outputError: (text, write) => {
        const command = program.commands.find((each) => each.name() === program.args[0]);
        write(`giaoban: ${explainUsage(toOneLine(text), messageLanguage(command))}\n`);
      },
    });
  addCommands(program, stopping);
  program.action(() => {
    program.outputHelp();
  });
  return program;
}

function toOneLine(text: string): string {
  return toTerminalLines(text)
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
}
