/** `giaoban template`: a form to fill in and import again. */
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Snapshot } from '../database/snapshot';
import { openScope } from '../exchange/export-scope';
import { fileWording } from '../exchange/file-wording';
import type { TemplateName } from '../exchange/templates';
import { writeTemplate } from '../exchange/write-template';
import { Problem } from '../problem';
import { explainWriteError, withOutputFiles } from '../process/replace-file';
import type { Stopping } from '../process/stopping';
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Format } from '../spreadsheet/write-table';
import { say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';
import { withDatabaseToRead } from './open-for-command';

export interface TemplateOptions {
  within?: string;
  output?: string;
  format?: Exclude<Format, 'ndjson'>;
  language: SheetLanguage;
  overwrite: boolean;
  /** Each as somebody writes it. */
  month: string[];
  year?: string;
}

export async function giveTemplate(
  name: TemplateName,
  options: TemplateOptions,
  spoken: MessageLanguage,
  stopping: Stopping,
): Promise<void> {
  const { within, output, language, overwrite, month, year } = options;
  const format = options.format ?? (/\.csv$/i.test(output ?? '') ? 'csv' : 'xlsx');
  if (output === undefined && process.stdout.isTTY) {
    throw new Problem('BAD_USER_INPUT', say`A form cannot be written to a terminal. Name a file with --output.`);
  }
  if (output !== undefined && !overwrite) await requireNone(output);
  const wording = fileWording(spoken);
  const tell = (message: Message): string => message.write(wording);
  await withDatabaseToRead(
    { stopping, stopped: tell(say`Stopped: no file was changed.`) },
    async (dataSource, { voice }) => {
      const snapshot = new Snapshot(dataSource);
      const write = async (file: Writable): Promise<number> => {
        const scope = await openScope(snapshot, { within, asOf: undefined });
        return writeTemplate(scope, name, {
          format,
          language,
          output: file,
          period: { months: month, year },
          show: () => undefined,
        });
      };
      try {
        let rows = 0;
        if (output === undefined) {
          rows = await write(process.stdout).catch((error: unknown) => {
            throw explainWriteError(error, tell(say`Standard output`));
          });
        } else {
          const fill = async ({ file }: { file: Writable }): Promise<void> => {
            rows = await write(file);
          };
          await withOutputFiles({ file: output }, fill, stopping.signal);
        }
        const told =
          output === undefined
            ? say`The form was written; rows filled in: ${rows}.`
            : say`The form is in ${output}; rows filled in: ${rows}.`;
        voice.say(tell(told));
      } finally {
        await snapshot.close();
      }
    },
  );
}

/** A form that somebody has filled in must not be lost. */
async function requireNone(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  // A pipe or a device is written to, not replaced.
  if (found?.isFile() !== true) return;
  throw new Problem(
    'CONFLICT',
    say`${path} is there already, and may have been filled in. Name another file, or replace it with --overwrite.`,
  );
}
