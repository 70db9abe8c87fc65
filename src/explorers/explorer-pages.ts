/** The pages to explore the API: GraphiQL at `/graphiql` from files of this server, and Apollo Sandbox at `/graphql` from the internet. */
import { createHash } from 'node:crypto';
import type { BrowserPage } from '../server/browser-page';
import { HEADERS, mergeVariables, writeDocument, type Example } from './examples';

/** Everything comes from this server. The editor writes its styles into the page, and its fonts are inside its style sheet. */
const GRAPHIQL_POLICY = [
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

/** With a tab for each example. The version is in the address of the files, which browsers keep. */
export function graphiqlPage(examples: readonly Example[], version: string): BrowserPage {
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
  return { html, policy: GRAPHIQL_POLICY };
}

const CDN = 'https://embeddable-sandbox.cdn.apollographql.com';
/** The origin of the frame of Sandbox. It asks this page, which asks the server. */
const FRAME = 'https://sandbox.embed.apollographql.com';
/** The major version; Apollo Server 5 loads the same. */
const VERSION = 'v2';

const STYLE = `
      html, body { height: 100%; margin: 0; font-family: system-ui, sans-serif; }
      body { display: flex; flex-direction: column; }
      #absent { padding: 0.5rem 1rem; background: #fff8e1; color: #222; }
      #absent p { margin: 0.25rem 0; }
      #absent pre { margin: 0.25rem 0; white-space: pre-wrap; }
      #sandbox { flex: 1; min-height: 0; }
      #sandbox iframe { width: 100%; height: 100%; border: none; }
    `;

function sandboxScript(examples: readonly Example[]): string {
  const initialState = {
    document: writeDocument(examples),
    variables: mergeVariables(examples),
    headers: HEADERS,
    pollForSchemaUpdates: false,
  };
  return `
      const endpoint = new URL('graphql', location.href);
      const socket = new URL(endpoint);
      socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
      for (const place of document.querySelectorAll('.endpoint')) place.textContent = endpoint.href;
      if (window.EmbeddedSandbox) {
        new window.EmbeddedSandbox({
          target: '#sandbox',
          initialEndpoint: endpoint.href,
          initialSubscriptionEndpoint: socket.href,
          endpointIsEditable: false,
          allowDynamicStyles: false,
          runTelemetry: false,
          initialState: ${embedJson(initialState)},
        });
      }
    `;
}

/** The first message from the frame shows that Sandbox is there. Nothing shows that it is not: the internet may just be slow. */
const PRESENCE_SCRIPT = `
      addEventListener('message', ({ origin }) => {
        if (origin === ${embedJson(FRAME)}) document.getElementById('absent').hidden = true;
      });
    `;

/** With the examples, and the endpoint for subscriptions preset. */
export function sandboxPage(examples: readonly Example[]): BrowserPage {
  const script = sandboxScript(examples);
  const policy = [
    "default-src 'none'",
    `script-src ${CDN} ${hashOf(PRESENCE_SCRIPT)} ${hashOf(script)}`,
    `style-src ${hashOf(STYLE)}`,
    "img-src 'self' https://embeddable-explorer.cdn.apollographql.com",
    "connect-src 'self'",
    `frame-src ${FRAME}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Giao Ban – Apollo Sandbox</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <div id="absent">
      <p>
        Apollo Sandbox comes from the internet. Nothing below? <a href="graphiql">GraphiQL</a> comes from this server,
        with the same examples.
      </p>
      <p>Programs send queries here by POST, and subscriptions by WebSocket (graphql-transport-ws). A first one:</p>
      <pre>curl -s <span class="endpoint"></span> -H 'content-type: application/json' \\
  -d '{"query":"{ progress(level: GRASSROOTS, pilot: true) { planned completed remaining rate } }"}'</pre>
    </div>
    <div id="sandbox"></div>
    <script src="${CDN}/${VERSION}/embeddable-sandbox.umd.production.min.js"></script>
    <script>${script}</script>
    <script>${PRESENCE_SCRIPT}</script>
  </body>
</html>
`;
  return { html, policy };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** JSON inside of a script element: nothing in it can end the element. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
