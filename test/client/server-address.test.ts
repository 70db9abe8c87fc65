/** A wrong address is refused when the client is made: nothing would ever come of it. */
import { expect, test } from '@jest/globals';
import { createClient } from '../../client/src/client.ts';
import { readServerAddress } from '../../client/src/server-address.ts';

test.each([
  ['127.0.0.1:4000', /no address with http/],
  ['localhost:4000', /must begin with http/],
  ['/', /no address with http/],
  ['', /no address with http/],
  ['ws://127.0.0.1:4000/x', /for WebSocket of it: http:\/\/127\.0\.0\.1:4000/],
  ['wss://example.org', /for WebSocket of it: https:\/\/example\.org/],
  ['https://somebody:secret@example.org', /identify/],
  ['https://example.org?a=b', /no meaning/],
])('%s', (url, message) => {
  expect(() => createClient({ url, transport: 'sse' })).toThrow(message);
});

test.each([
  ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
  ['HTTP://Example.org//', 'http://example.org'],
  ['https://example.org/giaoban/', 'https://example.org/giaoban'],
])('%s is %s', (url, read) => {
  expect(readServerAddress(url)).toBe(read);
});

test.each([
  ['/', 'https://example.org:8443'],
  ['', 'https://example.org:8443/board/page.html'],
  ['/giaoban', 'https://example.org:8443/giaoban'],
])('in a page "%s" is relative to it', (url, read) => {
  const page = globalThis as { location?: { href: string } | undefined };
  page.location = { href: 'https://example.org:8443/board/page.html' };
  try {
    expect(readServerAddress(url)).toBe(read);
  } finally {
    delete page.location;
  }
});
