/** The client package in its published form, which examples and pages load. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
let isBuilt = false;

/** Once a worker; it writes nothing where nothing has changed since the last build. */
export function buildClient(): void {
  if (isBuilt) return;
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(ROOT, 'client')]);
  isBuilt = true;
}
