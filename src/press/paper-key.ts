/** Names a document by what it says and by what would write it: the same name means the same bytes (P16), before any are written. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { dependencies } from '../../package.json';
import { readFontForPages, readFontsForOffice } from '../paper/read-fonts';
import type { PaperJob } from './paper-job';

/** Other modules that the writers use. */
const BELOW = ['day', 'month', 'share'];

let edition: string | undefined;

export function paperKey({ content, standing, language, format }: PaperJob): string {
  edition ??= hash(...partsOfWriters());
  return hash(edition, JSON.stringify([content, standing, language, format]));
}

/** Another program, font, library or Node may write other bytes of the same content; so no version has to be kept by hand. */
function partsOfWriters(): (string | Buffer)[] {
  const root = join(__dirname, '..');
  const ending = extname(__filename);
  const writers = readdirSync(join(root, 'paper')).filter((file) => extname(file) === ending);
  const sources = [...writers.sort().map((file) => join('paper', file)), ...BELOW.map((name) => `${name}${ending}`)];
  const pages = (['Regular', 'Bold', 'Italic'] as const).map((face) => readFontForPages(`Tinos-${face}.woff2`));
  return [
    process.version,
    JSON.stringify(dependencies),
    ...sources.flatMap((file) => [file, readFileSync(join(root, file))]),
    ...Object.values<Buffer>({ ...readFontsForOffice() }),
    ...pages,
  ];
}

function hash(...parts: readonly (string | Buffer)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(`${part.length} `).update(part);
  return sum.digest('base64url');
}
