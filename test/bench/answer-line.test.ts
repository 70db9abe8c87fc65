/** The connection of the benchmark of answers understands whatever servers send, and says when one sends nothing more. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { AnswerLine, writeRequest } from '../../bench/answers/answer-line';
import { openCleanUp } from '../support/clean-up';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

interface Sent {
  body: string;
  authorization: string | undefined;
}

async function openLine(
  answer: (response: ServerResponse, sent: Sent) => void,
): Promise<{ line: AnswerLine; url: string }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.once('end', () => {
      answer(response, { body, authorization: request.headers.authorization });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const line = new AnswerLine(url);
  closers.add(async () => {
    line.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { line, url };
}

const LONG = 'Đảng bộ '.repeat(20_000);

test('answers of a known length come one after another on the same connection', async () => {
  const { line, url } = await openLine((response, { body, authorization }) => {
    const text = JSON.stringify([body, authorization, LONG]);
    response.writeHead(200, { 'content-length': Buffer.byteLength(text) }).end(text);
  });
  for (const document of ['{ a }', '{ b }']) {
    const { status, body } = await line.ask(writeRequest(url, document, 'token'));
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual([JSON.stringify({ query: document }), 'Bearer token', LONG]);
  }
});

test('answers in chunks are put together', async () => {
  const { line, url } = await openLine((response) => {
    response.writeHead(400);
    for (const part of ['{"errors":', LONG, ']}']) response.write(part);
    response.end();
  });
  for (let time = 0; time < 2; time += 1) {
    const { status, body } = await line.ask(writeRequest(url, '{ a }'));
    expect([status, body.toString()]).toEqual([400, `{"errors":${LONG}]}`]);
  }
});

test('a connection that ends before the answer fails the question', async () => {
  const { line, url } = await openLine((response) => {
    response.writeHead(200, { 'content-length': 10 }).write('{');
    response.socket?.end();
  });
  await expect(line.ask(writeRequest(url, '{ a }'))).rejects.toThrow('has closed the connection');
  expect(line.isClosed).toBe(true);
});
