/** `giaoban import`: reads files of organizations, plans and reports into the database. */
import { mkdir } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { dayInVietNam } from '../congress/follow-clock';
import type { Config } from '../config/config';
import type { Day } from '../day';
import { UnknownFate } from '../database/fault-table';
import { giveWay } from '../demo/give-way';
import { forgetTokenSecrets } from '../embedded/kept-secrets';
import { annotateFiles } from '../exchange/annotate-files';
import type { GivenFile } from '../exchange/choose-files';
import { describeImport } from '../exchange/describe-import';
import { fileWording } from '../exchange/file-wording';
import { importFiles, type ImportFiles, type Imported, type ImportOptions } from '../exchange/import-files';
import { readFiles } from '../exchange/read-files';
import { refusalsOf } from '../exchange/verdict';
import { explainWriteError } from '../process/replace-file';
import { orStopped, Stopped, type Stopping } from '../process/stopping';
import { printLine, type Voice } from '../process/voice';
import { Problem } from '../problem';
import { readDay, type DayOrder } from '../spreadsheet/read-day';
import { optionalText, requireText } from '../text/require-text';
import { REASON, SUBJECT } from '../text/text-rule';
import { say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';
import { gatherFiles } from './gather-files';
import { withDatabase } from './open-for-command';

export interface ImportFlags {
  dryRun?: boolean;
  skipBad?: boolean;
  ignoreNames?: boolean;
  dates?: DayOrder;
  ignoreColumn: string[];
  replaceDemo?: boolean;
  since?: string;
  sheet?: string;
  subject: string;
  reason?: string;
  annotate: boolean;
  annotateTo?: string;
}

/** What one run of the command is about. */
interface Run {
  flags: ImportFlags;
  language: MessageLanguage;
  since: Day | null;
  stopping: Stopping;
  tell: (message: Message) => string;
  isDemoReplaced: boolean;
}

const NOTHING = say`Stopped: nothing was recorded.`;
const ALL = say`Stopped: what is listed above had already been recorded.`;
const WAITING = say`Stopping as soon as the database has committed the import, or refused it …`;
const UNKNOWN = say`It is not known whether the import was recorded: it was cut off while the database committed it. Run it again with --dry-run. If all rows are "as they are already", it was recorded; otherwise nothing was.`;

export async function importGiven(
  given: string[],
  typed: ImportFlags,
  language: MessageLanguage,
  stopping: Stopping,
): Promise<void> {
  const flags = requireTexts(typed);
  const wording = fileWording(language);
  const tell = (message: Message): string => message.write(wording);
  const run: Run = { flags, language, since: readSince(flags.since), stopping, tell, isDemoReplaced: false };
  const stopped = tell(NOTHING);
  const orNothing = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw stopping.signal.aborted ? new Stopped(stopped) : error;
    });
  // It ends by itself at a signal, and takes away what it has kept.
  const gathered = await orNothing(gatherFiles(given, tell, stopping.signal));
  try {
    if (flags.annotateTo !== undefined) await makeFolder(flags.annotateTo);
    // Everything is read before the database is opened: a mistake in a file is found early.
    const files = await orNothing(orStopped(readGathered(gathered.files, flags), stopping.signal));
    await withDatabase({ stopping, stopped }, async ({ dataSource }, config, voice) => {
      const imported = await carryOut(dataSource, files, { config, voice }, run);
      await giveBack(gathered.files, imported, run);
    });
  } finally {
    await gathered.remove();
  }
}

function requireTexts({ subject, reason, ...others }: ImportFlags): ImportFlags {
  const why = optionalText(reason, REASON, '--reason');
  return { ...others, subject: requireText(subject, SUBJECT, '--subject'), ...(why === null ? {} : { reason: why }) };
}

function readSince(text: string | undefined): Day | null {
  try {
    return readDay(text ?? null);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, say`--since: ${error.said}`) : error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw explainWriteError(error, folder);
  });
}

function readGathered(
  files: readonly GivenFile[],
  { dates, ignoreColumn: ignoreColumns, sheet }: ImportFlags,
): Promise<ImportFiles> {
  const names = new Map(files.map(({ path, name }) => [path, name]));
  return readFiles([...names.keys()], { nameOf: (path) => names.get(path) ?? path, dates, ignoreColumns, sheet });
}

/** A signal that comes during the commit waits, so that the outcome can be reported. */
async function carryOut(
  dataSource: DataSource,
  files: ImportFiles,
  { config, voice }: { config: Config; voice: Voice },
  run: Run,
): Promise<Imported> {
  const { flags, since, stopping, tell } = run;
  const { subject, reason = null, dryRun = false, skipBad = false, ignoreNames = false, replaceDemo = false } = flags;
  const step = voice.begin(tell(dryRun ? say`Trying` : say`Importing`), tell(say`done`));
  let letGo: (() => void) | undefined;
  const options: ImportOptions = {
    ...{ subject, reason, since, dryRun, skipBad, ignoreNames, progress: step.show },
    clockDay: dayInVietNam(new Date()),
    prepare: async (manager) => {
      run.isDemoReplaced = await giveWay(manager, files.campaign, { isAsked: replaceDemo });
    },
    beforeCommit: async () => {
      stopping.signal.throwIfAborted();
      letGo = stopping.hold({ waiting: tell(WAITING), cutOff: tell(UNKNOWN) });
      // Whoever has a token for the demo must not read what takes its place, not even if this process is killed right after the commit.
      if (run.isDemoReplaced && config.databaseUrl === undefined) await forgetTokenSecrets(config.dataDirectory);
    },
  };
  try {
    const imported = await importFiles(dataSource, files, options);
    step.end();
    return imported;
  } catch (error) {
    letGo?.();
    if (!(error instanceof UnknownFate)) throw error;
    throw stopping.signal.aborted ? new Stopped(tell(UNKNOWN)) : new Problem('UNAVAILABLE', UNKNOWN);
  } finally {
    letGo?.();
  }
}

/** Reports the outcome, and writes copies of the files in which something was refused. */
async function giveBack(
  files: readonly GivenFile[],
  imported: Imported,
  { flags, language, stopping: { signal }, tell }: Run,
): Promise<void> {
  const { dryRun = false, skipBad = false, annotate, annotateTo } = flags;
  const refused = refusalsOf(imported);
  if (refused.length > 0 && !skipBad) process.exitCode = 1;
  const written: string[] = [];
  // What was recorded stays recorded, and must be reported whatever happens to the files.
  const report = (): void => {
    const lines = describeImport(imported, { language, dryRun, skipBad }, written);
    for (const line of lines) printLine(process.stdout, line);
  };
  try {
    signal.throwIfAborted();
    if (annotate) await annotateFiles(files, imported, { language, folder: annotateTo, signal }, written);
  } catch (error) {
    report();
    throw signal.aborted && imported.recorded ? new Stopped(tell(ALL)) : error;
  }
  report();
  const isWithoutCopy = files.some(({ name, folder }) => {
    return folder === null && refused.some(({ table }) => table.file === name);
  });
  if (annotate && annotateTo === undefined && isWithoutCopy) {
    printLine(
      process.stderr,
      tell(say`For a copy of standard input with a verdict on each row, use --annotate-to <folder>.`),
    );
  }
}
