/** A real Chromium, which reaches our own server and nothing else. */
import { accessSync, constants } from 'node:fs';
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined when there is none; then it says so. In continuous integration that is an error. */
export function findBrowser(): string | undefined {
  const asked = process.env['CHROMIUM_PATH'];
  const found = (asked === undefined ? PLACES : [asked]).find(isExecutable);
  if (found !== undefined) return found;
  const message = `There is no Chromium at ${asked ?? PLACES.join(', ')}. Install it, as with \`apt-get install chromium\`, or set CHROMIUM_PATH.`;
  if (process.env['CI'] !== undefined) throw new Error(message);
  process.stderr.write(`Tests in a browser are skipped. ${message}\n`);
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Browser {
  context: BrowserContext;
  /** Addresses elsewhere that pages asked for: none of them was reached. */
  refused: string[];
  close: () => Promise<void>;
}

export interface BrowserProcess {
  /** As a browser that was started anew: it knows nothing of what others of this process have kept. */
  openAfresh: (url: string, options?: BrowserContextOptions) => Promise<Browser>;
  close: () => Promise<void>;
}

/** `url` is the one server that may be reached. */
export async function openBrowser(executablePath: string, url: string): Promise<Browser> {
  const { openAfresh, close } = await startBrowserProcess(executablePath);
  return { ...(await openAfresh(url)), close };
}

/** `names` are other names that lead to this machine. */
export async function startBrowserProcess(
  executablePath: string,
  names: readonly string[] = [],
): Promise<BrowserProcess> {
  // No name leads anywhere but to this machine: not even what Chromium itself would ask for.
  const rules = [...names.map((name) => `MAP ${name} 127.0.0.1`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ');
  const browser = await chromium.launch({ executablePath, args: [...QUIET, `--host-resolver-rules=${rules}`] });
  const openAfresh = async (url: string, options?: BrowserContextOptions): Promise<Browser> => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const refused: string[] = [];
    const { port } = new URL(url);
    await context.route(
      (address) => address.protocol.startsWith('http') && address.port !== port,
      (route) => {
        refused.push(route.request().url());
        return route.abort('internetdisconnected');
      },
    );
    return { context, refused, close: () => context.close() };
  };
  return { openAfresh, close: () => browser.close() };
}
