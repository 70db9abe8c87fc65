/** Measures the page in Chromium: its size, the time to the first figure, bytes a push, and frames, heap and DOM while 100 events come each second. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import type { Closers } from '../src/process/closers';
import { buildDashboard } from '../test/support/build-dashboard';
import { removeDataDirectory } from '../test/support/data-directory';
import { makeDemoDirectory } from '../test/support/demo-directory';
import { findBrowser, startBrowserProcess } from '../test/support/open-browser';
import { openPage, untilLive, untilPosition } from '../test/support/open-page';
import { printedToken, startServerProcess, type ServerProcess } from '../test/support/server-process';
import { post, requireData } from '../test/support/start-test-app';
import { loadNow } from './describe-machine';
import { quantile } from './quantiles';
import { runToEnd } from './run-to-end';

/** Seconds of events; an hour is 3600. */
const SECONDS = Number(process.env['BENCH_PAGE_SECONDS'] ?? 30);
const A_SECOND = 100;
const AT_ONCE = 10;
const FILES = join(__dirname, '..', 'dashboard', 'built', 'files');

const LEFT = `query ($after: Cursor) {
  congresses(level: GRASSROOTS, status: PLANNED, orderBy: CODE, first: 200, after: $after) {
    edges { cursor node { organization { code } } }
  }
}`;
const REPORT = `mutation ($reports: [ReportCongressCompletedInput!]!) {
  reportCongressesCompleted(input: { reports: $reports }) { position }
}`;

function sizes(): string[] {
  const compressed = (name: string): number => brotliCompressSync(readFileSync(join(FILES, name))).length;
  const first = ['page-vi.js', 'page.css'];
  const fonts = readdirSync(FILES).filter((name) => name.endsWith('.woff2'));
  const later = readdirSync(FILES).filter((name) => name.startsWith('part-vi-'));
  const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;
  const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
  return [
    `script and style of the first page, brotli: ${kilobytes(sum(first.map(compressed)))}`,
    `parts that other views load: ${later.map((name) => kilobytes(compressed(name))).join(', ')}`,
    `fonts: ${kilobytes(sum(fonts.map((name) => readFileSync(join(FILES, name)).length)))}`,
  ];
}

/** Nothing is kept from before. */
async function firstFigure(url: string, chromium: Awaited<ReturnType<typeof startBrowserProcess>>): Promise<string[]> {
  const times: number[] = [];
  let said = '';
  for (let round = 0; round < 7; round += 1) {
    const { page, close } = await openPage(chromium, url);
    const measured = await page.evaluate<{ paint: number; requests: number; bytes: number; all: number }>(`{
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const entries = performance.getEntries().filter((entry) => 'transferSize' in entry);
      const before = entries.filter(({ responseEnd }) => responseEnd <= paint);
      const sum = (some) => some.reduce((bytes, { transferSize }) => bytes + transferSize, 0);
      ({ paint, requests: before.length, bytes: sum(before), all: sum(entries) });
    }`);
    times.push(measured.paint);
    said = `${measured.requests} requests and ${measured.bytes} bytes before the first figure, ${measured.all} bytes in all`;
    await close();
  }
  return [`first figure after ${quantile(times, 0.5).toFixed(0)} ms (median of ${times.length})`, said];
}

interface Frames {
  frames: number[];
  longest: number;
}

/** What the page's own thread does, and how many bytes come over the socket. */
async function watch(page: Page, session: CDPSession): Promise<{ bytes: () => number; frames: () => Promise<Frames> }> {
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.webSocketFrameReceived', ({ response }) => (bytes += response.payloadData.length));
  await page.evaluate(`{
    const frames = [];
    let last = performance.now();
    const next = (now) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    window.measured = () => ({ frames, longest });
  }`);
  return {
    bytes: () => bytes,
    frames: () => page.evaluate<Frames>('measured()'),
  };
}

async function heapAndNodes(session: CDPSession): Promise<{ heap: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes };
}

async function underReports(url: string, page: Page, server: ServerProcess): Promise<string[]> {
  const token = printedToken(server, 'admin');
  const session = await page.context().newCDPSession(page);
  const watched = await watch(page, session);
  const before = await heapAndNodes(session);
  let after: string | undefined;
  let position = 0;
  let events = 0;
  const begun = performance.now();
  while (events < SECONDS * A_SECOND) {
    const { congresses } = requireData(
      await post<{ congresses: { edges: { cursor: string; node: { organization: { code: string } } }[] } }, object>(
        url,
        LEFT,
        { after },
        token,
      ),
    );
    if (congresses.edges.length === 0) break;
    after = congresses.edges.at(-1)?.cursor;
    for (let at = 0; at < congresses.edges.length; at += AT_ONCE) {
      const reports = congresses.edges
        .slice(at, at + AT_ONCE)
        .map(({ node }) => ({ organization: node.organization.code, heldOn: '2020-02-29' }));
      const { reportCongressesCompleted } = requireData(
        await post<{ reportCongressesCompleted: { position: number } }, object>(url, REPORT, { reports }, token),
      );
      position = reportCongressesCompleted.position;
      events += reports.length;
      const due = begun + (events * 1_000) / A_SECOND;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  }
  await untilPosition(page, position);
  const seconds = (performance.now() - begun) / 1_000;
  const { frames, longest } = await watched.frames();
  const now = await heapAndNodes(session);
  return [
    `${events} events in ${seconds.toFixed(0)} s (${(events / seconds).toFixed(0)} a second)`,
    `${Math.round(watched.bytes() / events)} bytes a push`,
    `frames: median ${quantile(frames, 0.5).toFixed(1)} ms, 99 % ${quantile(frames, 0.99).toFixed(1)} ms; longest task ${longest.toFixed(0)} ms`,
    `heap ${(before.heap / 1e6).toFixed(1)} → ${(now.heap / 1e6).toFixed(1)} MB; DOM nodes ${before.nodes} → ${now.nodes}`,
  ];
}

async function measure(closers: Closers): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const executable = findBrowser();
  if (executable === undefined) throw new Error('Without a browser there is nothing to measure.');
  buildDashboard();
  const dataDirectory = await makeDemoDirectory();
  closers.add(() => removeDataDirectory(dataDirectory));
  const server = await startServerProcess({ DATA_DIR: dataDirectory });
  closers.add(() => server.kill('SIGTERM').then(() => undefined));
  const chromium = await startBrowserProcess(executable);
  closers.add(chromium.close);
  say(`load ${loadNow()}`);
  for (const line of [...sizes(), ...(await firstFigure(server.url, chromium))]) say(line);
  for (const path of ['/', '/o/VN/feed']) {
    const { page, close } = await openPage(chromium, server.url, path);
    await untilLive(page);
    say(`\n${path}`);
    for (const line of await underReports(server.url, page, server)) say(line);
    await close();
  }
}

void runToEnd(measure);
