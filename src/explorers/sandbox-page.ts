/** The page at `/graphql` in a browser: Apollo Sandbox with the examples, and the endpoint for subscriptions preset. */
import { createHash } from 'node:crypto';
import type { WelcomePage } from '../server/page';
import { embedJson } from './embed-json';
import { HEADERS, mergeVariables, writeDocument, type Example } from './examples';

const CDN = 'https://embeddable-sandbox.cdn.apollographql.com';
/** Where the frame comes from that Sandbox shows itself in. It asks this page, which asks the server. */
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

/** The first word from the frame says that Sandbox is there. Nothing says that it is not: the internet may just be slow. */
const PRESENCE_SCRIPT = `
      addEventListener('message', ({ origin }) => {
        if (origin === ${embedJson(FRAME)}) document.getElementById('absent').hidden = true;
      });
    `;

export function sandboxPage(examples: readonly Example[]): WelcomePage {
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
