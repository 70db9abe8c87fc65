/** The explorers of the demo in a real browser that reaches this server and nothing else. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCleanUp } from '../support/clean-up';
import { removeDataDirectory } from '../support/data-directory';
import { makeDemoDirectory } from '../support/demo-directory';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import { readMetrics } from '../support/read-metrics';
import { printedToken, startServerProcess, type ServerProcess } from '../support/server-process';
import { post, requireData } from '../support/start-test-app';

const REPORTABLE = `{ congresses(within: "01.002", level: GRASSROOTS, status: PLANNED, first: 20) { edges { node { organization { code } } } } }`;
const REPORT = `mutation ($organization: String!) {
  reportCongressCompleted(input: { organization: $organization, heldOn: "2020-02-28" }) { position }
}`;
const SANDBOX_SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';
const SANDBOX_FRAME = 'https://sandbox.embed.apollographql.com/';

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let server: ServerProcess;
let chromium: BrowserProcess;
let page: Page;
/** What the page asked for elsewhere. */
let refused: string[];
/** What pages complained about: what their policy refuses, and errors of scripts. */
let complaints: string[];

beforeAll(async () => {
  const dataDirectory = await makeDemoDirectory();
  afterAllTests.add(() => removeDataDirectory(dataDirectory));
  server = await startServerProcess({ DATA_DIR: dataDirectory, DRAIN_SECONDS: '0' });
  afterAllTests.add(() => server.kill('SIGTERM'));
  if (executable === undefined) return;
  chromium = await startBrowserProcess(executable, ['rebound.example', 'localhost', 'strange.example']);
  afterAllTests.add(chromium.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

/** Knows nothing of the pages of other tests. */
async function openPage(): Promise<void> {
  const browser = await chromium.openAfresh(server.url);
  closers.add(browser.close);
  refused = browser.refused;
  page = await browser.context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

const openTab = async (name: string): Promise<void> => {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  await page.locator('.graphiql-query-editor .view-lines', { hasText: name }).waitFor();
};
const run = (): Promise<void> => page.locator('.graphiql-execute-button').click();
const result = (text: string | RegExp, timeout = 60_000): Promise<void> =>
  page.locator('.result-window .view-lines', { hasText: text }).waitFor({ timeout });
const hasResult = (text: string | RegExp, timeout: number): Promise<boolean> =>
  result(text, timeout).then(
    () => true,
    () => false,
  );
/** The page says nowhere that it is ready: it may let the first click pass, or send what the tab before had. */
async function runUntil(text: string | RegExp): Promise<void> {
  for (let click = 1; click <= 12; click += 1) {
    await run();
    if (await hasResult(text, 5_000)) return;
  }
  throw new Error(`The result is not ${String(text)}, but: ${await page.locator('.result-window').innerText()}`);
}
/** Into a folder that was asked for, to be looked at. */
const keepPicture = async (name: string): Promise<void> => {
  const folder = process.env['EXPLORERS_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

inBrowser('GraphiQL without internet', () => {
  beforeEach(async () => {
    await openPage();
    await page.goto(`${server.url}/graphiql`);
    await page.locator('.graphiql-execute-button').waitFor();
  });
  afterEach(() => {
    expect(complaints).toEqual([]);
    expect(refused).toEqual([]);
  });

  test('runs the first example, and knows the schema', async () => {
    await openTab('PilotProgress');
    await runUntil(/"planned":\s1174/);
    await page.getByRole('button', { name: /Documentation/ }).click();
    await page.getByText('subscription', { exact: false }).first().waitFor();
    await keepPicture('query');
  });

  test('shows an event of a subscription when somebody reports a congress', async () => {
    await openTab('CongressCompleted');
    await run();
    const { congresses } = requireData(
      await post<{ congresses: { edges: { node: { organization: { code: string } } }[] } }, unknown>(
        server.url,
        REPORTABLE,
        {},
        null,
      ),
    );
    const token = printedToken(server, 'reporter');
    let hasCome = false;
    // The page says nowhere that it is subscribed: the first report may be too early.
    for (const { node } of congresses.edges) {
      const report = await post(server.url, REPORT, { organization: node.organization.code }, token);
      expect(report.errors).toBeUndefined();
      hasCome = await hasResult(/"by":\s"demo-reporter"/, 3_000);
      if (hasCome) break;
      // While it is subscribed the button stops it.
      if (!(await page.getByRole('button', { name: /^Stop/ }).isVisible())) await run();
    }
    expect(hasCome).toBe(true);
    await keepPicture('subscription');
  });

  test('sends the header that is typed into it', async () => {
    await openTab('ReportCongressCompleted');
    await runUntil(/FORBIDDEN|UNAUTHENTICATED/);
    await page.locator('.graphiql-editor-tool .view-line:visible', { hasText: 'Authorization' }).click();
    // Before the quote at the end of the line.
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.insertText(printedToken(server, 'reporter'));
    // Not null, as it is where the header is missing.
    await runUntil(/"reportCongressCompleted":\s\{/);
    await keepPicture('mutation');
    const kept = await page.evaluate<string>('JSON.stringify(localStorage)');
    expect(kept).toContain('giaoban:');
    expect(kept).not.toContain('eyJ');
  });
});

inBrowser('GraphiQL at a link to an operation', () => {
  const QUERY = 'query Linked($within: String!) {\n  progress(within: $within) {\n    planned\n  }\n}';
  const FIRST_EXAMPLE = 'PilotProgress';
  const addressOf = (values: Record<string, string>): string =>
    `${server.url}/graphiql?${new URLSearchParams(values).toString()}`;
  const link = (within: string): string => addressOf({ query: QUERY, variables: JSON.stringify({ within }) });
  /** What is stored comes half a second after it is shown. */
  const untilStored = (text: string): Promise<unknown> =>
    page.evaluate(`new Promise((resolve) => {
      const look = () => {
        const isStored = localStorage.getItem('giaoban:graphiql:tabState')?.includes(${JSON.stringify(text)});
        if (isStored) resolve();
        else requestAnimationFrame(look);
      };
      look();
    })`);
  const go = async (address: string, shown: string): Promise<void> => {
    await page.goto(address);
    await page.locator('.graphiql-query-editor .view-lines', { hasText: shown }).waitFor();
  };
  const tabNames = (): Promise<string[]> => page.getByRole('tab').allInnerTexts();
  const selected = (): Promise<string> => page.locator('.graphiql-tab-active').innerText();
  const variables = (text: string): Promise<void> =>
    page.locator('.graphiql-editor-tool .view-lines:visible', { hasText: text }).waitFor();
  let operations: string[];

  beforeEach(async () => {
    await openPage();
    operations = [];
    page.on('request', (request) => {
      const body = request.postData();
      if (body !== null) operations.push(body);
    });
  });
  afterEach(() => {
    expect(complaints).toEqual([]);
    expect(refused).toEqual([]);
  });

  test('opens it in a tab of its own beside the examples, with its variables, and does not run it', async () => {
    await go(link('01.002'), 'Linked');
    expect(await selected()).toContain('Linked');
    expect(await tabNames()).toHaveLength(6);
    await variables('"01.002"');
    // The schema has come: by now an operation that runs by itself would have been sent.
    await page.getByRole('button', { name: /Documentation/ }).click();
    await page.getByText('subscription', { exact: false }).first().waitFor();
    expect(operations.filter((body) => !body.includes('IntrospectionQuery'))).toEqual([]);
    await runUntil(/"planned":\s\d+/);
  });

  test('adds it once to the tabs that are stored, and the page shows it when it comes back without the link', async () => {
    await go(`${server.url}/graphiql`, FIRST_EXAMPLE);
    await untilStored(FIRST_EXAMPLE);
    await go(link('01.002'), 'Linked');
    // An example has the same variables.
    await untilStored('query Linked');
    expect(await tabNames()).toHaveLength(6);
    await go(link('01'), 'Linked');
    await untilStored('\\"01\\"');
    expect(await tabNames()).toHaveLength(7);
    await go(link('01.002'), 'Linked');
    expect(await tabNames()).toHaveLength(7);
    await variables('"01.002"');
    await go(`${server.url}/graphiql`, 'Linked');
    expect(await selected()).toContain('Linked');
    await variables('"01.002"');
  });

  test.each([
    ['a megabyte', { query: `{ viewer { role } } #${'x'.repeat(1_000_000)}` }],
    ['what is no text', { query: '\0\u0001' }],
    ['nothing', { query: ' ' }],
    ['variables alone', { variables: '{"within":"01"}' }],
  ])('passes over %s', async (_what, values) => {
    // The server takes no such address: as if another one in front of it did.
    await page.route(/graphiql\?/, async (route) => {
      await route.fulfill({ response: await route.fetch({ url: `${server.url}/graphiql` }) });
    });
    await go(addressOf(values), FIRST_EXAMPLE);
    expect(await tabNames()).toHaveLength(5);
  });

  test.each(['[1]', 'within', 'null', '"01"'])('opens it without variables that are none: %s', async (wrong) => {
    await go(addressOf({ query: QUERY, variables: wrong }), 'Linked');
    expect(await page.locator('.graphiql-editor-tool .view-lines:visible').innerText()).not.toContain(wrong);
  });
});

inBrowser('the page of Apollo Sandbox', () => {
  beforeEach(openPage);

  test('leads to GraphiQL when the internet is away', async () => {
    await page.goto(`${server.url}/graphql`);
    expect(refused).toEqual([SANDBOX_SCRIPT]);
    await page.getByText(`curl -s ${server.url}/graphql`).waitFor();
    await keepPicture('offline');
    await page.getByRole('link', { name: 'GraphiQL' }).click();
    await page.locator('.graphiql-execute-button').waitFor();
    expect(page.url()).toBe(`${server.url}/graphiql`);
  });

  test('hands over examples, a header and both addresses, within its policy', async () => {
    const script = `window.EmbeddedSandbox = class {
      constructor(options) {
        window.given = options;
        const frame = document.createElement('iframe');
        frame.src = '${SANDBOX_FRAME}sandbox/explorer';
        document.querySelector(options.target).appendChild(frame);
      }
    };`;
    const frame = `<script>parent.postMessage({ name: 'ExplorerListeningForHandshake' }, '*')</script>`;
    await page.route(SANDBOX_SCRIPT, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.route(`${SANDBOX_FRAME}**`, (route) => route.fulfill({ contentType: 'text/html', body: frame }));
    await page.goto(`${server.url}/graphql`);
    await page.locator('#absent').waitFor({ state: 'hidden' });
    expect(await page.evaluate('given')).toMatchObject({
      target: '#sandbox',
      initialEndpoint: `${server.url}/graphql`,
      initialSubscriptionEndpoint: `${server.url.replace('http', 'ws')}/graphql`,
      endpointIsEditable: false,
      initialState: {
        document: expect.stringContaining('subscription CongressCompleted') as unknown,
        headers: { Authorization: 'Bearer ' },
        variables: { input: { organization: '01.002.0018' } },
      },
    });
    expect(complaints).toEqual([]);
  });
});

inBrowser('a page of a name that leads to this machine', () => {
  test('is refused, though it is of one origin with what it asks for', async () => {
    await openPage();
    const { port } = new URL(server.url);
    const answer = await page.goto(`http://rebound.example:${port}/graphiql`);
    expect(answer?.status()).toBe(421);
    expect(await answer?.text()).toContain('ALLOWED_ORIGINS');
  });
});

/** Of whatever name leads to this machine. */
async function servePages(): Promise<number> {
  const pages = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<p>A page.</p>');
  });
  closers.add(async () => {
    pages.closeAllConnections();
    await promisify(pages.close.bind(pages))();
  });
  await once(pages.listen(0, '127.0.0.1'), 'listening');
  return (pages.address() as AddressInfo).port;
}

inBrowser('an event stream in a page', () => {
  const ADDRESS = `/graphql/stream?query=${encodeURIComponent('subscription { progress { planned } }')}`;
  const listen = (address: string): Promise<string> =>
    page.evaluate<string>(`new Promise((resolve) => {
      const source = new EventSource(${JSON.stringify(address)});
      const end = (said) => { source.close(); resolve(said); };
      source.addEventListener('next', ({ data }) => end(data));
      source.onerror = () => end('refused');
    })`);
  beforeEach(openPage);

  test('of this server comes, with nothing added to it', async () => {
    await page.goto(`${server.url}/graphiql`);
    expect(await listen(ADDRESS)).toMatch(/"planned":\d+/);
  });

  test('of an allowed origin comes, and of another one it is refused before it begins', async () => {
    const begun = async (): Promise<number> => {
      const figures = await readMetrics(server.url, null);
      return figures.get('giaoban_operations_total{type="subscription",outcome="OK"}') ?? 0;
    };
    const before = await begun();
    const port = await servePages();
    await page.route(`http://*:${port}/**`, (route) => route.continue());
    await page.goto(`http://localhost:${port}/`);
    expect(await listen(`${server.url}${ADDRESS}`)).toMatch(/"planned":\d+/);
    expect(await begun()).toBe(before + 1);
    await page.goto(`http://strange.example:${port}/`);
    expect(await listen(`${server.url}${ADDRESS}`)).toBe('refused');
    expect(await begun()).toBe(before + 1);
  });
});

describe('origins of the demo', () => {
  const preflight = (origin: string, path = '/graphql'): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
        'access-control-request-private-network': 'true',
      },
    });

  test.each([
    'https://studio.apollographql.com',
    'https://sandbox.embed.apollographql.com',
    'http://localhost:3000',
    'http://127.0.0.1:5173',
  ])('let %s in', async (origin) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const answer = await preflight(origin, path);
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-allow-headers')).toMatch(/authorization/);
    }
  });

  test.each([
    'https://evil.example',
    'https://apollographql.com.evil.example',
    'http://localhost.evil.example',
    'null',
  ])('keep %s out', async (origin) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      expect((await preflight(origin, path)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
