/** TLS at the proxy of deploy/haproxy.cfg, with a certificate of our own: HSTS, no plain HTTP beside it, nothing older than TLS 1.2. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { startTestApp, tokenFor } from '../support/start-test-app';
import { findFreePort } from './find-free-port';
import { hasHaproxy, startHaproxy, type Proxy } from './start-haproxy';

const withHaproxy = hasHaproxy() || process.env['CI'] !== undefined ? describe : describe.skip;

const HSTS = 'max-age=63072000';

const cleanUp = openCleanUp();
let proxy: Proxy;
let port: number;
let ca: Buffer;
let token: string;

function makeCertificate(folder: string): string {
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'site.pem'].map((name) => join(folder, name));
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key!, '-out', certificate!], {
    stdio: 'pipe',
  });
  ca = readFileSync(certificate!);
  writeFileSync(both!, Buffer.concat([ca, readFileSync(key!)]));
  return both!;
}

async function ask(path: string, options: RequestOptions = {}, body = ''): Promise<IncomingMessage & { text: string }> {
  const sent = request({ host: '127.0.0.1', port, path, ca, servername: 'localhost', agent: false, ...options });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat((await answer.toArray()) as Buffer[]).toString();
  return Object.assign(answer, { text });
}

withHaproxy('with TLS', () => {
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaoban-tls-'));
    cleanUp.add(() => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    });
    const app = await startTestApp();
    cleanUp.add(() => app.close());
    port = await findFreePort();
    const TLS_CERTIFICATE = makeCertificate(folder);
    proxy = await startHaproxy([app.url, app.url], { TLS_CERTIFICATE, LISTEN_TLS: `127.0.0.1:${port}` });
    cleanUp.add(proxy.close);
    // Plain HTTP, by which it is found to be running, says nothing of the servers.
    while ((await ask('/readyz')).statusCode !== 200);
    token = await tokenFor(Role.VIEWER);
  });
  afterAll(() => cleanUp.closeAll());

  test('a query is answered, and browsers are told to come by TLS only, by the servers’ answers and the proxy’s own', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await ask('/graphql', { method: 'POST', headers }, JSON.stringify({ query: '{ __typename }' }));
    expect({ status: answer.statusCode, body: JSON.parse(answer.text) as unknown }).toMatchObject({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
    expect(answer.headers).toMatchObject({ 'strict-transport-security': HSTS });
    const refused = await ask('/metrics');
    expect(refused.statusCode).toBe(404);
    expect(refused.headers).toMatchObject({ 'strict-transport-security': HSTS });
  });

  test('plain HTTP leads there, the method kept, and has no such header: browsers would not believe it', async () => {
    const answer = await fetch(`${proxy.url}/graphql?query=x`, { method: 'POST', body: '{}', redirect: 'manual' });
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe('https://127.0.0.1/graphql?query=x');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect((await fetch(`${proxy.url}/%6detrics`, { redirect: 'manual' })).status).toBe(404);
  });

  test('a socket opens', async () => {
    const socket = new WebSocket(`wss://localhost:${port}/graphql`, 'graphql-transport-ws', {
      ca,
      lookup: (_host, options, found) => {
        if (options.all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
        else found(null, '127.0.0.1', 4);
      },
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    const [message] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(message.toString())).toMatchObject({ type: 'connection_ack' });
    socket.terminate();
  });

  test.each([
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ] as const)('%s is spoken, with HTTP/2 for those who know it', async (minVersion, maxVersion) => {
    const options = { minVersion, maxVersion, ca, servername: 'localhost', ALPNProtocols: ['h2', 'http/1.1'] };
    const line = connect(port, '127.0.0.1', options);
    await once(line, 'secureConnect');
    expect([line.getProtocol(), line.alpnProtocol]).toEqual([maxVersion, 'h2']);
    line.destroy();
  });

  test('nothing older is', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const line = connect(port, '127.0.0.1', { ...old, ca, servername: 'localhost' });
    const [error] = (await once(line, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/PROTOCOL_VERSION|ECONNRESET/);
  });
});
