/** `giaoban import`: reads files of organizations, plans and reports into the database. */
import type { DataSource } from 'typeorm';
import { dayInVietNam } from '../congress/follow-clock';
import type { Day } from '../day';
import { UnknownFate } from '../database/fault-table';
import { annotateFiles } from '../exchange/annotate-files';
import { describeImport } from '../exchange/describe-import';
import { readDay, type DayOrder } from '../spreadsheet/read-day';
import { importFiles, type ImportFiles, type Imported, type ImportOptions } from '../exchange/import-files';
import { readFiles } from '../exchange/read-files';
import { refusalsOf } from '../exchange/verdict';
import { orStopped, Stopped, type Stopping } from '../process/stopping';
import { Problem } from '../problem';
import { optionalText, requireText } from '../text/require-text';
import { REASON, SUBJECT } from '../text/text-rule';
import { printLine } from '../process/voice';
import { withDatabase } from './open-for-command';
import { plain } from '../words/message';

export interface ImportFlags {
  dryRun?: boolean;
  skipBad?: boolean;
  ignoreNames?: boolean;
  dates?: DayOrder;
  ignoreColumn: string[];
  since?: string;
  subject: string;
  reason?: string;
  annotate: boolean;
}

const CHECKED = /\.checked\.\w+$/;

const NOTHING = 'Stopped: nothing was recorded.';
const ALL = 'Stopped: what is listed above had already been recorded.';
const WAITING = 'Stopping as soon as the database has committed the import, or refused it …';
const UNKNOWN = plain`It is not known whether the import was recorded: it was cut off while the database committed it. Run it again with --dry-run. If all rows are "as they are already", it was recorded; otherwise nothing was.`;

export async function importGiven(given: string[], typed: ImportFlags, stopping: Stopping): Promise<void> {
  const flags = requireTexts(typed);
  const { dryRun = false } = flags;
  const reading = { dates: flags.dates, ignoreColumns: flags.ignoreColumn };
  const since = readSince(flags.since);
  const paths = leaveOutChecked(given);
  // Everything is read before the database is opened: a mistake in a file is found early.
  const files = await orStopped(readFiles(paths, reading), stopping.signal).catch((error: unknown) => {
    throw stopping.signal.aborted ? new Stopped(NOTHING) : error;
  });
  await withDatabase({ stopping, stopped: NOTHING, seed: false }, async ({ dataSource }, _config, voice) => {
    const step = voice.begin(dryRun ? 'Trying' : 'Importing');
    const imported = await carryOut(dataSource, files, { ...flags, since, progress: step.show }, stopping);
    step.end();
    await giveBack(paths, imported, flags, stopping.signal);
  });
}

function requireTexts({ subject, reason, ...others }: ImportFlags): ImportFlags {
  const why = optionalText(reason, REASON, '--reason');
  return { ...others, subject: requireText(subject, SUBJECT, '--subject'), ...(why === null ? {} : { reason: why }) };
}

function readSince(text: string | undefined): Day | null {
  try {
    return readDay(text ?? null);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, plain`--since: ${error.message}`) : error;
  }
}

/** A signal that comes during the commit waits, so that the outcome can be reported. */
async function carryOut(
  dataSource: DataSource,
  files: ImportFiles,
  flags: Omit<ImportFlags, 'since'> & Pick<ImportOptions, 'progress' | 'since'>,
  stopping: Stopping,
): Promise<Imported> {
  const { subject, reason = null, dryRun = false, skipBad = false, ignoreNames = false, since, progress } = flags;
  const clockDay = dayInVietNam(new Date());
  let letGo: (() => void) | undefined;
  const beforeCommit = (): void => {
    stopping.signal.throwIfAborted();
    letGo = stopping.hold({ waiting: WAITING, cutOff: String(UNKNOWN) });
  };
  const options = { subject, reason, since, dryRun, skipBad, ignoreNames, clockDay, progress, beforeCommit };
  try {
    return await importFiles(dataSource, files, options);
  } catch (error) {
    letGo?.();
    if (!(error instanceof UnknownFate)) throw error;
    throw stopping.signal.aborted ? new Stopped(String(UNKNOWN)) : new Problem('UNAVAILABLE', UNKNOWN);
  } finally {
    letGo?.();
  }
}

/** Reports the outcome, and writes copies of the files in which something was refused. */
async function giveBack(
  paths: readonly string[],
  imported: Imported,
  { dryRun = false, skipBad = false, annotate }: ImportFlags,
  signal: AbortSignal,
): Promise<void> {
  const say = (written: readonly string[]): void => {
    for (const line of describeImport(imported, { dryRun, skipBad }, written)) printLine(process.stdout, line);
  };
  if (refusalsOf(imported).length > 0 && !skipBad) process.exitCode = 1;
  let written: string[] = [];
  try {
    signal.throwIfAborted();
    if (annotate) written = await annotateFiles(paths, imported, signal);
  } catch (error) {
    // What was recorded stays recorded, and must be reported whatever happens to the files.
    say([]);
    throw signal.aborted && imported.recorded ? new Stopped(ALL) : error;
  }
  say(written);
}

/** The copies of an earlier import are beside the originals, and a pattern such as `*.csv` matches both. */
function leaveOutChecked(paths: readonly string[]): string[] {
  const checked = paths.filter((path) => CHECKED.test(path));
  for (const path of checked) printLine(process.stderr, `${path} was written by an earlier import: left out.`);
  return paths.filter((path) => !checked.includes(path));
}
