/** The command `giaoban template` with its options; what carries it out is loaded when it is asked for. */
import { Argument, Option, type Command } from 'commander';
import type { TemplateName } from '../exchange/templates';
import type { Stopping } from '../process/stopping';
import { messageLanguage } from './message-language';
import type { TemplateOptions } from './template';

// As a record, so that the compiler asks for each name: its module would be loaded for every mistake.
const FORMS: Record<TemplateName, true> = {
  reports: true,
  corrections: true,
  plans: true,
  organizations: true,
  documents: true,
  values: true,
  ratings: true,
  declarations: true,
};

const TEMPLATE_EXAMPLES = `
  reports        the congresses yet to be held, with room for their results
  corrections    what was reported, to be corrected with a reason
  plans          the organizations whose congress is yet to be held, or not planned yet
  organizations  the organizations, to be renamed and added to
  documents      an empty list of documents
  values         the indicators of each organization, for one month or several
  ratings        the centrally-run bodies, for one year
  declarations   the totals that organizations declare, by level

Example:
  giaoban template reports --within 01 --output reports-01.xlsx
  giaoban import reports-01.xlsx`;

export function addTemplate(program: Command, stopping: Stopping): void {
  program
    .command('template')
    .description('Write a form to fill in and import: with codes and names, lists to choose from, and explanations.')
    .addArgument(new Argument('<what>', 'what is to be filled in').choices(Object.keys(FORMS)))
    .option('--within <code>', 'only this organization and what is below it')
    .option(
      '--month <month>',
      'of values; may be given several times (default: the month before the business day)',
      (month: string, others: string[]) => [...others, month],
      [],
    )
    .option('--year <year>', 'of ratings (default: the last one whose ratings can be finished)')
    .option('--output <file>', 'the file to write (default: standard output)')
    .addOption(
      new Option('--format <format>', 'by default that of the file name, or else xlsx').choices(['xlsx', 'csv']),
    )
    .addOption(new Option('--language <language>', 'of headings and values').choices(['vi', 'en']).default('vi'))
    .option('--overwrite', 'replace the file if it is there already', false)
    .addHelpText('after', TEMPLATE_EXAMPLES)
    .action(async (name: TemplateName, options: TemplateOptions, command: Command) =>
      (await import('./template.js')).giveTemplate(name, options, messageLanguage(command), stopping),
    );
}
