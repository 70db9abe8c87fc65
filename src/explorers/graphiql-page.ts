/** The page at `/graphiql`: GraphiQL out of files that this server has, with a tab for each example. */
import type { WelcomePage } from '../server/page';
import { embedJson } from './embed-json';
import { HEADERS, writeDocument, type Example } from './examples';

/** Everything comes from here. The editor writes its styles into the page, and its fonts are inside its style sheet. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The version is in the address of the files, which browsers keep. */
export function graphiqlPage(examples: readonly Example[], version: string): WelcomePage {
  const headers = JSON.stringify(HEADERS, null, 2);
  const tabs = examples.map((example) => ({
    query: writeDocument([example]),
    variables: JSON.stringify(example.variables, null, 2),
    headers,
  }));
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Giao Ban – GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="graphiql/${version}/graphiql.css" />
    <style>
      html, body, #graphiql { height: 100%; margin: 0; font-family: system-ui, sans-serif; }
    </style>
  </head>
  <body>
    <div id="graphiql"><noscript>GraphiQL needs JavaScript.</noscript></div>
    <script type="application/json" id="settings">${embedJson({ tabs, headers })}</script>
    <script type="module" src="graphiql/${version}/graphiql.js"></script>
  </body>
</html>
`;
  return { html, policy: POLICY };
}
