/** A page for browsers, and the headers that it is sent with. */
export interface BrowserPage {
  html: string;
  /** The value of Content-Security-Policy. */
  policy: string;
}

export function headersOf({ policy }: BrowserPage): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache',
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
