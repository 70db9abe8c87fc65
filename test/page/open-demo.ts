/** The demo in the process of the test, where everyone may read without a token. */
import { pino } from 'pino';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import { startApp, type App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { openVoice } from '../../src/process/voice';
import { removeDataDirectory } from '../support/data-directory';
import { makeDemoDirectory } from '../support/demo-directory';
import { THREAD_ARGUMENTS } from '../support/start-test-app';

export interface OpenDemo {
  app: App;
  url: string;
  /** Of somebody who may change everything. */
  token: string;
  /** As a browser asks, in the language that it is set to. */
  open: (path: string, headers?: Record<string, string>) => Promise<Response>;
  close: () => Promise<void>;
}

export async function openDemo(settings: Record<string, string> = {}): Promise<OpenDemo> {
  const dataDirectory = await makeDemoDirectory();
  const app = await startApp({
    config: readConfig({ DATA_DIR: dataDirectory, PORT: '0', DRAIN_SECONDS: '0', LOG_LEVEL: 'silent', ...settings }),
    log: pino({ level: 'silent' }),
    voice: openVoice({ write: () => undefined }),
    onDatabaseLost: () => undefined,
    threadArguments: THREAD_ARGUMENTS,
  });
  const { url } = app;
  return {
    app,
    url,
    token: await signToken({ subject: 'somebody', role: Role.ADMIN, organization: 'VN' }, app.tokenSecret),
    open: (path, headers = {}) => openAsBrowser(`${url}${path}`, headers),
    close: async () => {
      await app.close();
      await removeDataDirectory(dataDirectory);
    },
  };
}

/** With what browsers send when an address is opened. */
export function openAsBrowser(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  return fetch(address, { redirect: 'manual', headers: { accept, ...headers } });
}

/** The state that the browser begins with, as it stands in the page. */
export function stateIn(html: string): string {
  return /<script type="application\/json" id="state">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
}
