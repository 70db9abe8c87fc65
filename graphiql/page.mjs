/** The page at /graphiql: GraphiQL with the examples and addresses that the server has written into the page. */
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './fonts.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { tabs, headers } = JSON.parse(document.getElementById('settings').textContent);

const endpoint = new URL('graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

/** Files, not blobs: the policy of the page lets nothing else work for it. */
globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`${name}.worker.js`, import.meta.url));
  },
};

/** The history keeps the headers of each operation, whatever is said about persisting them: a token goes with the page. */
function withoutHeaders(key, value) {
  if (!/:(queries|favorites)$/.test(key)) return value;
  return JSON.stringify(JSON.parse(value, (name, each) => (name === 'headers' ? undefined : each)));
}

/** Apart from what other pages of this host keep: two programs may take turns at port 4000. */
const NAMESPACE = 'giaoban:';
const storage = {
  getItem: (key) => localStorage.getItem(NAMESPACE + key),
  setItem: (key, value) => localStorage.setItem(NAMESPACE + key, withoutHeaders(key, value)),
  removeItem: (key) => localStorage.removeItem(NAMESPACE + key),
  clear() {
    for (const key of Object.keys(localStorage)) if (key.startsWith(NAMESPACE)) localStorage.removeItem(key);
  },
  get length() {
    return Object.keys(localStorage).filter((key) => key.startsWith(NAMESPACE)).length;
  },
};

const properties = {
  // Over a socket the headers go as connectionParams; each subscription has a socket of its own.
  fetcher: createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href }),
  defaultTabs: tabs,
  defaultHeaders: headers,
  defaultQuery: '',
  storage,
  shouldPersistHeaders: false,
  isHeadersEditorEnabled: true,
  inputValueDeprecation: true,
  schemaDescription: false,
};

createRoot(document.getElementById('graphiql')).render(createElement(GraphiQL, properties));
