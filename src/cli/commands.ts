/** The commands of giaoban with their options. What carries one out is loaded when it is asked for: help and mistakes come at once. */
import { Argument, Option, type Command } from 'commander';
import { Role } from '../access/viewer';
import type { SheetName } from '../exchange/export-sheet';
import type { FileFormat } from '../press/paper-job';
import type { Stopping } from '../process/stopping';
import type { DayOrder } from '../spreadsheet/read-day';
import { DELIMITERS } from '../spreadsheet/sheet-form';
import { FORMATS } from '../spreadsheet/write-table';
import { addReplay } from './add-replay';
import { addTemplate } from './add-template';
import type { BriefingOptions } from './briefing';
import { DEFAULT_WATCH_URL, USUAL_DAYS } from './defaults';
import type { ExportOptions } from './export';
import type { ImportFlags } from './import';
import { messageLanguage } from './message-language';
import { readDayOption, readTimeOption } from './option-values';
import type { TokenOptions } from './token';
import type { VerifyFlags } from './verify';
import type { WatchOptions } from './watch';

/** In the order in which the help lists them. */
export function addCommands(program: Command, stopping: Stopping): void {
  const adding = [
    addServe,
    addMigrate,
    addDemo,
    addImport,
    addExport,
    addTemplate,
    addVerify,
    addToken,
    addWatch,
    addReplay,
    addBriefing,
  ];
  for (const add of adding) add(program, stopping);
}

function addServe(program: Command, stopping: Stopping): void {
  program
    .command('serve')
    .description(
      'Serve the GraphQL API until SIGINT or SIGTERM. An embedded database without a campaign gets the demo country.',
    )
    .action(async () => (await import('./serve.js')).serve(stopping));
}

function addMigrate(program: Command, stopping: Stopping): void {
  program
    .command('migrate')
    .description(
      'Bring the database to the version of this program. Safe to run at any time, from any number of places.',
    )
    .action(async () => (await import('./migrate.js')).migrateDatabase(stopping));
}

function addDemo(program: Command, stopping: Stopping): void {
  program
    .command('demo')
    .description('Load the demo country, as of TODAY (2020-02-29), into an empty database.')
    .action(async () => (await import('./demo.js')).fillWithDemo(stopping));
}

const IMPORT_EXAMPLES = `
The headings say what a sheet is about, in English or Vietnamese:
  campaign       a .json file: name, term, directive, startsOn, endsOn, levels, regions
  organizations  code, parent, name, nameEn, level, kind, region     (mã tổ chức, tổ chức cấp trên, tên tổ chức, cấp …)
  plans          organization, plannedOn, pilot, status, since …     (mã tổ chức, ngày dự kiến, áp dụng từ ngày …)
  reports        organization, heldOn, delegatesSummoned …           (mã tổ chức, ngày tổ chức, số đại biểu triệu tập …)
  documents      kind, number, issuedOn, issuedBy, title, link …     (loại văn bản; số, ký hiệu; ngày ban hành …)
  values         organization, indicator, month, value; or a column for each month   (mã chỉ tiêu, tháng, giá trị …)
  ratings        organization, year, finishedOn, excellent, good …    (năm, ngày hoàn thành, hoàn thành xuất sắc …)
  declarations   organization, level, completed, asOf                (cấp, số đã hoàn thành, tính đến ngày)
  events         as giaoban export writes them, into a database that has none
Days are written 2020-02-28, 28/02/2020 or as Excel dates. Importing the same file again changes nothing.

Where rows are refused, a copy with a verdict on each row is written: reports.checked.xlsx beside reports.xlsx. Mend that copy
and import it, or mend the original. A copy that somebody has changed is never overwritten: the next one is called
reports.checked-2.xlsx. Where a pattern finds a file and a copy that may have been mended, the import asks which one is right.

Examples:
  giaoban import campaign.json organizations.xlsx plans.xlsx
  giaoban import --dry-run reports.csv
  giaoban import reports.checked.csv
  giaoban import 'reports/*.xlsx'
  ssh locality cat reports.csv | giaoban import - --annotate-to .
  giaoban import --replace-demo campaign.json organizations.xlsx`;

function addImport(program: Command, stopping: Stopping): void {
  program
    .command('import')
    .description(
      'Import a campaign, organizations, plans, reports, documents and records from CSV, XLSX and NDJSON: all of it, or nothing.',
    )
    .argument(
      '<files...>',
      'the files, or patterns such as *.csv; those that depend on each other together, in any order; - is standard input',
    )
    .option('--dry-run', 'say what would happen, row by row, and record nothing')
    .option('--skip-bad', 'leave out the rows that are refused, and record the others')
    .option('--sheet <name>', 'read only this sheet of each workbook, be it hidden or not (default: every visible one)')
    .option('--subject <name>', 'who the events are recorded as caused by', 'import')
    .option('--reason <text>', 'the reason for rows that need one and do not have one')
    .option(
      '--since <day>',
      "the day since when plans are in force whose row does not say it; without it, the first plan of a congress is in force since the campaign's first day as long as no mutation has changed any congress, and every other plan since the business day",
    )
    .option('--ignore-names', 'accept rows whose name is not that of the organization with their code')
    .addOption(
      new Option(
        '--dates <order>',
        'how days such as 05/02/2025 are written: dmy, the day first, as is the rule; or mdy, the month first',
      ).choices(['dmy', 'mdy'] satisfies DayOrder[]),
    )
    .option(
      '--ignore-column <heading>',
      'leave out the columns with this heading; may be given several times',
      (heading: string, others: string[]) => [...others, heading],
      [],
    )
    .option('--no-annotate', 'do not write copies of the files with a verdict on each row')
    .option('--annotate-to <folder>', 'where the copies go (default: beside each file)')
    .option('--replace-demo', 'put the campaign in the place of the demo country, as long as nobody has changed that')
    .addOption(
      new Option('--language <language>', 'of messages and verdicts (default: that of the locale)').choices([
        'vi',
        'en',
      ]),
    )
    .addHelpText('after', IMPORT_EXAMPLES)
    .action(async (files: string[], flags: ImportFlags, command: Command) =>
      (await import('./import.js')).importGiven(files, flags, messageLanguage(command), stopping),
    );
}

// As records, so that the compiler asks for each name: their modules would be loaded for every mistake.
const SHEETS: Record<SheetName, true> = {
  organizations: true,
  congresses: true,
  events: true,
  documents: true,
  values: true,
  ratings: true,
  declarations: true,
  progress: true,
};
const FILES: Record<FileFormat, true> = { md: true, html: true, docx: true };

function addExport(program: Command, stopping: Stopping): void {
  program
    .command('export')
    .description(
      'Write organizations, congresses, events, documents, values of indicators, ratings, declared totals or figures as a table; or all of them, as of one moment.',
    )
    .addArgument(new Argument('[what]', 'what to write').choices(Object.keys(SHEETS)))
    .option('--to <folder>', 'write all of them and campaign.json into this folder')
    .addOption(new Option('--format <format>', 'of the tables').choices(FORMATS).default('csv'))
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--within <code>', 'only this organization and what is below it')
    .option('--as-of <day>', 'the day of the figures, such as 2020-02-29 (default: the business day)', readDayOption)
    .addOption(
      new Option('--language <language>', 'of headings, and of values but in ndjson')
        .choices(['en', 'vi'])
        .default('en'),
    )
    .addOption(
      new Option(
        '--delimiter <name>',
        'between the columns of csv (default: semicolon in Vietnamese, as spreadsheets there expect it; comma in English)',
      ).choices(Object.keys(DELIMITERS)),
    )
    .action(async (what: SheetName | undefined, options: ExportOptions, command: Command) =>
      (await import('./export.js')).exportTables(what, options, messageLanguage(command), stopping),
    );
}

function addVerify(program: Command, stopping: Stopping): void {
  program
    .command('verify')
    .description('Recount every counter and every total of the log from plans and reports, and name every difference.')
    .option('--continuous', 'go on, a slice at a time, until SIGINT or SIGTERM')
    .option('--pause <seconds>', 'with --continuous: pause between two slices (default: VERIFY_PAUSE_SECONDS, or 2)')
    .option('--metrics-port <port>', 'with --continuous: serve /metrics on this port of HOST')
    .action(async (options: VerifyFlags) => (await import('./verify.js')).verifyDatabase(options, stopping));
}

function addToken(program: Command, stopping: Stopping): void {
  program
    .command('token')
    .description('Print a token that the server of this configuration accepts.')
    .addOption(new Option('--role <role>', 'what they may do').choices(Object.values(Role)).makeOptionMandatory())
    .requiredOption('--organization <code>', 'the organization in whose subtree they may do it')
    .option('--subject <name>', 'who it is for; events carry it', 'demo')
    .addOption(
      new Option('--expires <time>', 'how long it is valid, such as 90m, 12h or 30d; or never')
        .argParser(readTimeOption)
        .default(USUAL_DAYS * 86_400, `${USUAL_DAYS}d`),
    )
    .option('--unchecked', 'do not ask the database whether there is such an organization', false)
    .action(async (options: TokenOptions) => (await import('./token.js')).printToken(options, stopping));
}

function addWatch(program: Command, stopping: Stopping): void {
  program
    .command('watch')
    .description('Print the events of a running server as they come, a line each, until Ctrl-C.')
    .option('--url <address>', 'the WebSocket endpoint', DEFAULT_WATCH_URL)
    .option('--token <token>', 'a token, where the server asks for one')
    .option('--within <code>', 'only the subtree of this organization')
    .option('--after <cursor>', 'everything after this cursor first')
    .action(async (options: WatchOptions) => (await import('./watch.js')).watch(options, stopping));
}

function addBriefing(program: Command, stopping: Stopping): void {
  program
    .command('briefing <month>')
    .description(
      'Write the briefing of a month, such as 2020-03: what was published, or a draft with the current figures.',
    )
    .addOption(
      new Option(
        '--format <format>',
        'Markdown, a web page or a Word document; by default that of the file name, or else md',
      ).choices(Object.keys(FILES)),
    )
    .addOption(new Option('--language <language>', 'language of the briefing').choices(['vi', 'en']).default('vi'))
    .option('--organization <code>', 'the organization whose briefing it is (default: the root)')
    .option('--output <file>', 'the file to write (default: standard output)')
    .action(async (month: string, options: BriefingOptions, command: Command) =>
      (await import('./briefing.js')).writeBriefing(month, options, messageLanguage(command), stopping),
    );
}
