/** `giaoban import`: reads files of organizations, plans and reports into the database. */
import type { Command } from 'commander';
import { dayInVietNam } from '../congress/follow-clock';
import { annotateFiles } from '../exchange/annotate-files';
import { describeImport } from '../exchange/describe-import';
import { importFiles } from '../exchange/import-files';
import { readFiles } from '../exchange/read-files';
import { refusalsOf } from '../exchange/verdict';
import { withDatabase } from './open-for-command';

interface ImportFlags {
  dryRun?: boolean;
  skipBad?: boolean;
  ignoreNames?: boolean;
  subject: string;
  reason?: string;
  annotate: boolean;
}

const CHECKED = /\.checked\.\w+$/;

const EXAMPLES = `
What a sheet is about is seen from its headings, in English or Vietnamese:
  campaign       a .json file: name, term, directive, startsOn, endsOn, deadlines
  organizations  code, parent, name, nameEn, level, kind, region     (mã tổ chức, tổ chức cấp trên, tên tổ chức, cấp …)
  plans          organization, plannedOn, pilot, status, reason      (mã tổ chức, ngày dự kiến, đại hội điểm …)
  reports        organization, heldOn, delegatesSummoned …           (mã tổ chức, ngày tổ chức, số đại biểu triệu tập …)
  events         as giaoban export writes them, into a database that has none
Days are written 2020-02-28, 28/02/2020 or as dates of Excel. The same file again changes nothing.

Examples:
  giaoban import campaign.json organizations.xlsx plans.xlsx
  giaoban import --dry-run reports.csv`;

export function addImport(program: Command): void {
  program
    .command('import')
    .description(
      'Import a campaign, organizations, plans and reports from CSV, XLSX and NDJSON: all of it, or nothing.',
    )
    .argument('<files...>', 'the files; those that build on each other go together, in any order')
    .option('--dry-run', 'say what would happen, row by row, and record nothing')
    .option('--skip-bad', 'leave out the rows that are refused, and record the others')
    .option('--subject <name>', 'who events say it was', 'import')
    .option('--reason <text>', 'the reason for rows that need one and have none')
    .option('--ignore-names', 'take rows whose name is not that of the organization with their code')
    .option('--no-annotate', 'do not write the files back with a verdict on each row')
    .addHelpText('after', EXAMPLES)
    .action(importGiven);
}

async function importGiven(given: string[], flags: ImportFlags): Promise<void> {
  const { subject, reason = null, dryRun = false, skipBad = false, ignoreNames = false, annotate } = flags;
  const paths = leaveOutChecked(given);
  // Everything is read before the database is opened: a slip in a file costs nothing.
  const files = await readFiles(paths);
  await withDatabase(
    async ({ dataSource }, _config, voice) => {
      const step = voice.begin(dryRun ? 'Trying' : 'Importing');
      const clockDay = dayInVietNam(new Date());
      const options = { subject, reason, dryRun, skipBad, ignoreNames, clockDay, progress: step.show };
      const imported = await importFiles(dataSource, files, options);
      step.end();
      const say = (written: readonly string[]): void => {
        for (const line of describeImport(imported, { dryRun, skipBad }, written)) process.stdout.write(`${line}\n`);
      };
      if (refusalsOf(imported).length > 0 && !skipBad) process.exitCode = 1;
      let written: string[] = [];
      try {
        if (annotate) written = await annotateFiles(paths, imported);
      } catch (error) {
        // What was recorded stays recorded: that has to be said, whatever becomes of the files.
        say([]);
        throw error;
      }
      say(written);
    },
    { seed: false },
  );
}

/** What an earlier import gave back lies beside the originals, and a pattern such as `*.csv` names both. */
function leaveOutChecked(paths: readonly string[]): string[] {
  const checked = paths.filter((path) => CHECKED.test(path));
  for (const path of checked) process.stderr.write(`${path} is what an earlier import gave back: left out.\n`);
  return paths.filter((path) => !checked.includes(path));
}
