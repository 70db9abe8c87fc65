/** The released version of this program, from the history: what runs beside this one while that is rolled out. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The commit of the newest release, all of its digits. At a release set it to the commit that was released: from then on
 * the next version is tested beside that one. It runs on the packages that are installed here; a release that cannot is
 * one that cannot be tested like this.
 */
export const RELEASED = 'bea01076c31aafca89cfe30889c6df694418a562';

const ROOT = join(__dirname, '..', '..');
const CAMPAIGN = join('examples', 'campaign', 'campaign.json');
const PARTS = ['package.json', 'src', 'migrations', 'data', 'graphiql', CAMPAIGN];

export interface ReleasedVersion {
  /** Where its sources are. */
  root: string;
  /** A campaign file that it reads. */
  campaign: string;
  remove: () => Promise<void>;
}

export async function unpackReleasedVersion(): Promise<ReleasedVersion> {
  requireHistory();
  const root = await mkdtemp(join(tmpdir(), 'giaoban-released-'));
  const archive = execFileSync('git', ['archive', '--format=tar', RELEASED, ...PARTS], {
    cwd: ROOT,
    maxBuffer: 1_000_000_000,
  });
  execFileSync('tar', ['-xf', '-', '-C', root], { input: archive });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return { root, campaign: join(root, CAMPAIGN), remove: () => rm(root, { recursive: true }) };
}

function requireHistory(): void {
  try {
    execFileSync('git', ['cat-file', '-e', `${RELEASED}^{commit}`], { cwd: ROOT, stdio: 'ignore' });
  } catch {
    const message = `The released version, ${RELEASED}, is not in the history of this clone, and an upgrade is only tested with it. Fetch the history: git fetch --unshallow, or git fetch origin ${RELEASED}.`;
    throw new Error(message);
  }
}
