/** The page at `/graphql` in a browser: Apollo Sandbox with a first query, and the endpoint for subscriptions preset. */

const FIRST_DOCUMENT = `# How far is the campaign? Press the run button.
query Pilots {
  progress(level: GRASSROOTS, pilot: true) {
    planned
    completed
    remaining
    rate
    asOf
  }
}

# Run this one, report a congress completed in another tab, and watch it arrive.
subscription Completed {
  congressCompleted {
    position
    congress {
      heldOn
      organization {
        code
        name
      }
    }
    progress {
      organization {
        name
      }
      completed
      planned
    }
  }
}
`;

export function sandboxPage(): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Giao Ban – Apollo Sandbox</title>
    <style>
      html, body, #sandbox { height: 100%; margin: 0; font-family: system-ui, sans-serif; }
      #offline { padding: 2rem; max-width: 40rem; }
    </style>
  </head>
  <body>
    <div id="sandbox"></div>
    <div id="offline" hidden>
      <h1>Giao Ban</h1>
      <p>This is the GraphQL endpoint. Apollo Sandbox could not be loaded: it comes from the internet.</p>
      <p>Send queries here by POST, and subscriptions by WebSocket (graphql-transport-ws). A first one:</p>
      <pre>curl -s <span class="endpoint"></span> -H 'content-type: application/json' \\
  -d '{"query":"{ progress(level: GRASSROOTS, pilot: true) { planned completed remaining rate } }"}'</pre>
    </div>
    <script
      src="https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js"
      onerror="document.getElementById('offline').hidden = false; document.getElementById('sandbox').hidden = true;"
    ></script>
    <script>
      const endpoint = new URL('/graphql', location.href);
      const socket = new URL(endpoint);
      socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
      for (const place of document.querySelectorAll('.endpoint')) place.textContent = endpoint.href;
      if (window.EmbeddedSandbox) {
        new window.EmbeddedSandbox({
          target: '#sandbox',
          initialEndpoint: endpoint.href,
          initialSubscriptionEndpoint: socket.href,
          runTelemetry: false,
          initialState: { document: ${JSON.stringify(FIRST_DOCUMENT).replaceAll('<', '\\u003c')}, pollForSchemaUpdates: false },
        });
      }
    </script>
  </body>
</html>
`;
}
