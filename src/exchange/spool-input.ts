/** Keeps standard input as a file for as long as an import takes: it is read twice, and nothing but its bytes says what it is. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recogniseFile } from '../spreadsheet/read-tables';

export interface SpooledInput {
  path: string;
  remove: () => Promise<void>;
}

/** The file is called what messages call it, with the ending of what it holds. */
export async function spoolInput(input: Readable, name: string, signal: AbortSignal): Promise<SpooledInput> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const bare = join(folder, name);
    await pipeline(input, createWriteStream(bare, { mode: 0o600 }), { signal });
    const file = await recogniseFile(bare);
    const ending = file.format !== 'xlsx' && isCampaign(file.text) ? 'json' : file.format;
    const path = `${bare}.${ending}`;
    await rename(bare, path);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** An object over several lines is not NDJSON; one on a single line is known by what only a campaign has. */
function isCampaign(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'startsOn' in value;
  } catch {
    return false;
  }
}
