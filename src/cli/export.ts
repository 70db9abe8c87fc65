/** `giaoban export`: the campaign as files, all as of one moment. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { codeOf } from '../process/errno';
import { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { exportCampaign } from '../exchange/campaign-file';
import { KIND_NAMES } from '../exchange/describe-import';
import { openScope, type ExportScope } from '../exchange/export-scope';
import {
  exportSheet,
  SHEET_NAMES,
  type SheetLanguage,
  type SheetName,
  type SheetRequest,
} from '../exchange/export-sheet';
import { fileWording } from '../exchange/file-wording';
import { withOutputFiles, explainWriteError } from '../process/replace-file';
import { writeChunk } from '../spreadsheet/table-writer';
import type { DelimiterName } from '../spreadsheet/sheet-form';
import type { Format } from '../spreadsheet/write-table';
import { Problem } from '../problem';
import type { Stopping } from '../process/stopping';
import { toTerminalLines } from '../text/terminal-text';
import { openVoice, type Voice } from '../process/voice';
import { withDatabaseToRead } from './open-for-command';
import { say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';

export interface ExportOptions {
  to?: string;
  format: Format;
  output?: string;
  within?: string;
  asOf?: Day;
  language: SheetLanguage;
  delimiter?: DelimiterName;
}

/** How the command speaks to the person who uses it. */
interface Told {
  voice: Voice;
  tell: (message: Message) => string;
}

/** The reader of the output, such as `head`, has had enough. */
class NobodyReads extends Error {}

type Stoppable = ExportOptions & { signal: AbortSignal };

export async function exportTables(
  what: SheetName | undefined,
  options: ExportOptions,
  language: MessageLanguage,
  stopping: Stopping,
): Promise<void> {
  refuseMistakes(what, options);
  const wording = fileWording(language);
  const tell = (message: Message): string => message.write(wording);
  const { signal } = stopping;
  const isToFiles = options.to !== undefined || options.output !== undefined;
  const stopped = tell(isToFiles ? say`Stopped: no file was changed.` : say`Stopped: what was written is incomplete.`);
  await withDatabaseToRead({ stopping, stopped }, async (dataSource, { voice }) => {
    const snapshot = new Snapshot(dataSource);
    try {
      const scope = await openScope(snapshot, { within: options.within, asOf: options.asOf });
      await (what === undefined
        ? writeAll(scope, { ...options, signal }, { voice, tell })
        : writeOne(scope, what, { ...options, signal }, { voice, tell }));
    } finally {
      await snapshot.close();
    }
  }).catch((error: unknown) => {
    if (!(error instanceof NobodyReads)) throw error;
  });
}

function refuseMistakes(what: SheetName | undefined, { to, output, asOf, format, delimiter }: ExportOptions): void {
  const refuse = (message: Message): never => {
    throw new Problem('BAD_USER_INPUT', say`${message} See giaoban export --help.`);
  };
  if (what === undefined && to === undefined) {
    refuse(say`Say what to export, ${SHEET_NAMES.join(', ')}, or write all of it with --to <folder>.`);
  }
  if (what !== undefined && to !== undefined)
    refuse(say`--to writes everything: leave out "${what}", or use --output.`);
  if (to !== undefined && output !== undefined) refuse(say`Use either --to or --output, not both.`);
  if (asOf !== undefined && what !== undefined && what !== 'progress') {
    refuse(say`--as-of is for progress only: ${what} are exported as they are now.`);
  }
  if (delimiter !== undefined && format !== 'csv') refuse(say`--delimiter is for csv only, not for ${format}.`);
  if (what !== undefined && format === 'xlsx' && output === undefined && process.stdout.isTTY) {
    refuse(say`Cannot write a workbook to a terminal; use --output.`);
  }
}

async function writeOne(scope: ExportScope, what: SheetName, options: Stoppable, told: Told): Promise<void> {
  const { voice, tell } = told;
  const { output: path, signal } = options;
  if (path === undefined) {
    // A bar between the rows would be in the way.
    const quiet = process.stdout.isTTY ? openVoice({ write: () => undefined }) : voice;
    const output = process.stdout.isTTY ? openTerminal(process.stdout) : process.stdout;
    await writeSheet(scope, what, { ...options, versions: true, output }, { voice: quiet, tell }).catch(
      (error: unknown) => {
        throw codeOf(error) === 'EPIPE' ? new NobodyReads() : explainWriteError(error, tell(say`Standard output`));
      },
    );
  } else {
    await withOutputFiles(
      { file: path },
      ({ file }) => writeSheet(scope, what, { ...options, versions: true, output: file }, told),
      signal,
    );
  }
  sayMoment(scope, told);
}

/** Harmless for a terminal, unlike what a program reads. Chunks are whole lines. */
function openTerminal(terminal: Writable): Writable {
  return new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => terminal.write(toTerminalLines(String(chunk)), done),
  });
}

/** All files are put in place at the end: a folder never has files of two moments. */
async function writeAll(scope: ExportScope, options: Stoppable, told: Told): Promise<void> {
  const { to = '', format, signal } = options;
  await mkdir(to, { recursive: true }).catch((error: unknown) => {
    throw explainWriteError(error, to);
  });
  const names = [...SHEET_NAMES, 'campaign'] as const;
  const fileOf = (name: string): string => join(to, `${name}.${name === 'campaign' ? 'json' : format}`);
  const paths = Object.fromEntries(names.map((name) => [name, fileOf(name)])) as Record<(typeof names)[number], string>;
  const write = async (files: Record<(typeof names)[number], Writable>): Promise<void> => {
    for (const name of SHEET_NAMES) {
      await writeSheet(scope, name, { ...options, versions: false, output: files[name] }, told);
    }
    await writeChunk(files.campaign, await exportCampaign(scope, new Date()));
  };
  await withOutputFiles(paths, write, signal);
  sayMoment(scope, told);
}

async function writeSheet(
  scope: ExportScope,
  sheet: SheetName,
  request: Omit<SheetRequest, 'show'>,
  { voice, tell }: Told,
): Promise<void> {
  const step = voice.begin(tell(say`Writing ${nameOf(sheet)}`), tell(say`done`));
  await exportSheet(scope, sheet, { ...request, show: step.show });
  step.end();
}

function nameOf(sheet: SheetName): Message {
  return sheet === 'progress' ? say`progress` : KIND_NAMES[sheet];
}

function sayMoment({ moment: { campaign, head } }: ExportScope, { voice, tell }: Told): void {
  voice.say(tell(say`As of position ${head.position} of the log, on the business day ${campaign.today}.`));
}
