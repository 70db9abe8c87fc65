/** The address of a server as it was given, or an error that says what is wrong with it before anything waits for it. */

/** Without a slash at its end. In a page it may be relative to the page. */
export function readServerAddress(given: string): string {
  const wrong = (what: string): Error =>
    new Error(`The url of the client is ${JSON.stringify(given)}: ${what} Write it as https://example.org.`);
  const { location } = globalThis as { location?: { href: string } };
  let address: URL;
  try {
    address = new URL(given, location?.href);
  } catch {
    throw wrong('this is no address with http:// or https:// before it.');
  }
  const { protocol, host, username, password, search, hash, origin, pathname } = address;
  if (/^wss?:$/.test(protocol)) {
    const scheme = protocol.replace('ws', 'http');
    throw wrong(`queries go over HTTP, and the client makes the address for WebSocket of it: ${scheme}//${host}.`);
  }
  if (!/^https?:$/.test(protocol)) throw wrong('it must begin with http:// or https://.');
  if (username !== '' || password !== '') throw wrong('who asks is said by identify, not in the address.');
  // Those of the page are not meant by an address that is relative to it.
  if (search !== '' || hash !== '') throw wrong('what comes after ? or # has no meaning here.');
  return origin + pathname.replace(/\/+$/, '');
}
