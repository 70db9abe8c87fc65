/** The dashboard as the server wants to find it: built once before the tests, where one of its sources is newer. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dashboard', 'built');
/** Written last of all. */
const LIST = join(BUILT, 'files.json');
const SOURCES = [join(ROOT, 'dashboard'), join(ROOT, 'client', 'src'), join(ROOT, 'package-lock.json')];

/** Whether it had to be built. */
export function buildDashboard(): boolean {
  const newest = Math.max(...SOURCES.flatMap(filesIn).map(changedAt));
  if (newest < changedAt(LIST)) return false;
  execFileSync(process.execPath, [join(ROOT, 'dashboard', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return true;
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => !file.startsWith(BUILT));
}

/** 0 where it is not there. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
