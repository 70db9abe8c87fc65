/** A page for browsers, and how it is sent. */
import { createHash } from 'node:crypto';
import type { NamedContent } from './send-named';

export interface BrowserPage {
  html: string;
  /** The value of Content-Security-Policy. */
  policy: string;
  /** What else is sent with it. */
  headers?: Readonly<Record<string, string>>;
}

/** `vary` names what else may be answered at its address, and by which header. */
export function toNamedContent({ html, policy, headers }: BrowserPage, vary: string): NamedContent {
  return {
    name: createHash('sha256').update(html).digest('base64url'),
    type: 'text/html; charset=utf-8',
    caching: { 'cache-control': 'no-cache', vary },
    headers: { 'content-security-policy': policy, 'referrer-policy': 'same-origin', ...headers },
    read: () => Promise.resolve(Buffer.from(html)),
  };
}

/** What a browser gets at /graphql where the explorers are off. */
export const PLAIN_PAGE: BrowserPage = {
  html: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Giao Ban</title>
  </head>
  <body>
    <h1>Giao Ban</h1>
    <p>This is a GraphQL endpoint: programs send queries here by POST, and subscriptions by WebSocket.</p>
    <p>There are pages to explore it, which are off here. The operators of this server can turn them on with EXPLORERS=on.</p>
  </body>
</html>
`,
  policy: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
