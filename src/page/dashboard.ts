/** The dashboard as it was built: what writes its pages, and the files that they load. */
import { createRequire } from 'node:module';
import { Problem } from '../problem';
import { findShippedFile, readShippedFile } from '../process/read-shipped-file';
import type { MessageLanguage } from '../words/translate';
import { plain } from '../words/message';
import { readMap, type DashboardMap } from './read-map';

/** From the root of the project. */
export const BUILT_DASHBOARD = ['dashboard', 'built'] as const;

/** What a page is written from, beside the answers to its questions. */
export interface PageRequest {
  /** As the address has it: `/o/01/late`. */
  path: string;
  /** With its question mark; empty where there is none. */
  search: string;
  language: MessageLanguage;
  assets: { base: string };
  /** Whether somebody without a token may read. */
  mayRead: boolean;
  /** Whether there are pages to explore the API, to which it may lead. */
  hasExplorers: boolean;
  map: DashboardMap;
  version: string;
}

export interface PageQuestion {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

/** As GraphQL over HTTP has it. */
export interface PageAnswer {
  data?: unknown;
  errors?: readonly unknown[] | undefined;
  extensions?: unknown;
}

export interface WrittenPage {
  status: number;
  html: string;
}

/** Yields questions that are asked side by side, and is handed their answers. It writes the same for the same answers. */
export type OpenPage = (request: PageRequest) => Generator<readonly PageQuestion[], WrittenPage, readonly PageAnswer[]>;

export interface Dashboard {
  openPage: OpenPage;
  /** Of its files, which are named by it. */
  version: string;
  /** The type of each file, by its name. */
  types: Readonly<Record<string, string>>;
  map: DashboardMap;
}

interface FileList {
  version: string;
  files: Record<string, { type: string }>;
}

/** Throws a Problem where it was not built, or where the map is wrong. */
export async function openDashboard(
  mapFile: string | undefined,
  folder: readonly string[] = BUILT_DASHBOARD,
): Promise<Dashboard> {
  const [{ openPage, version, files }, map] = await Promise.all([loadBuilt(folder), readMap(mapFile)]);
  const types = Object.fromEntries(Object.entries(files).map(([name, { type }]) => [name, type]));
  return { openPage, version, types, map };
}

async function loadBuilt(folder: readonly string[]): Promise<FileList & { openPage: OpenPage }> {
  try {
    const list = JSON.parse((await readShippedFile(...folder, 'files.json')).toString()) as FileList;
    const script = await findShippedFile(...folder, 'server.cjs');
    return { ...list, ...(createRequire(__filename)(script) as { openPage: OpenPage }) };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Problem(
      'UNAVAILABLE',
      plain`The dashboard is not built. Run \`npm run build\`, or start without it: DASHBOARD=off.`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'MODULE_NOT_FOUND'].includes((error as NodeJS.ErrnoException).code ?? '');
}
