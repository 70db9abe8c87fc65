/** `giaoban briefing 2020-03`: the briefing of a month as a file. */
import { extname } from 'node:path';
import type { DataSource } from 'typeorm';
import { Operation } from '../access/operation';
import { Role } from '../access/viewer';
import { Language } from '../paper/content';
import { fileWording } from '../exchange/file-wording';
import { findBriefingFile } from '../download/find-briefing-file';
import { replaceFile } from '../process/replace-file';
import { findPath } from '../organization/find-path';
import { FILE_FORMATS, type FileFormat, writeInPlace } from '../press/paper-job';
import { Problem } from '../problem';
import type { Stopping } from '../process/stopping';
import { withDatabaseToRead } from './open-for-command';
import { say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';

export interface BriefingOptions {
  format?: FileFormat;
  language: 'vi' | 'en';
  organization?: string;
  output?: string;
}

export async function writeBriefing(
  month: string,
  options: BriefingOptions,
  language: MessageLanguage,
  stopping: Stopping,
): Promise<void> {
  const wording = fileWording(language);
  const tell = (message: Message): string => message.write(wording);
  const format = options.format ?? formatOf(options.output) ?? 'md';
  if (format === 'docx' && options.output === undefined && process.stdout.isTTY) {
    const message = say`Cannot write a Word document to a terminal; use --output. See giaoban briefing --help.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
  await withDatabaseToRead(
    { stopping, stopped: tell(say`Stopped: nothing was written.`) },
    async (dataSource, { voice }) => {
      const bytes = await write(dataSource, month, { ...options, format });
      if (options.output === undefined) process.stdout.write(bytes);
      else {
        await replaceFile(options.output, bytes);
        voice.say(tell(say`Wrote ${options.output}.`));
      }
    },
  );
}

/** Undefined for a name without an ending; one with another ending would be misleading. */
function formatOf(output: string | undefined): FileFormat | undefined {
  const ending = extname(output ?? '').toLowerCase();
  const format = FILE_FORMATS.find((each) => ending === `.${each}`);
  if (format !== undefined || ending === '') return format;
  const names = FILE_FORMATS.map((each) => `.${each}`).join(', ');
  throw new Problem(
    'BAD_USER_INPUT',
    say`--output ends in ${ending}, which is not one of ${names}: rename it, or add --format.`,
  );
}

/** Who can open the database may read everything in it. */
async function write(
  dataSource: DataSource,
  month: string,
  { organization, language, format }: BriefingOptions & { format: FileFormat },
): Promise<Buffer> {
  const path = (await findPath(dataSource, null)) ?? [];
  const operation = new Operation(dataSource, { subject: null, role: Role.ADMIN, path, publicTotals: true });
  try {
    const asked = { month, organization, language: language === 'en' ? Language.EN : Language.VI, format };
    const { job } = await findBriefingFile(operation, asked);
    return await writeInPlace(job);
  } finally {
    await operation.close();
  }
}
