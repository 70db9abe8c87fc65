/** The page at /graphiql: GraphiQL with the examples that the server has written into it, and the operation that its address names. */
import { createGraphiQLFetcher, StorageAPI } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './fonts.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { linkedOperation } from './linked-operation.mjs';

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

/** GraphiQL selects the tab that has the operation, or adds one; where no tabs are stored it selects the first of those it is given. */
function opened(linked) {
  if (linked === undefined) return { defaultTabs: tabs };
  const { query, variables } = linked;
  // It keeps what is edited, and shows that alone when it comes back without the link: else the tab, but none of its text.
  const kept = new StorageAPI(storage);
  kept.set('query', query);
  kept.set('variables', variables);
  return {
    defaultTabs: [{ query, variables, headers }, ...tabs],
    initialQuery: query,
    initialVariables: variables,
    initialHeaders: headers,
  };
}

const properties = {
  ...opened(linkedOperation(location.search)),
  // Over a socket the headers go as connectionParams; each subscription has a socket of its own.
  fetcher: createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href }),
  defaultHeaders: headers,
  defaultQuery: '',
  storage,
  shouldPersistHeaders: false,
  isHeadersEditorEnabled: true,
  inputValueDeprecation: true,
  schemaDescription: false,
};

createRoot(document.getElementById('graphiql')).render(createElement(GraphiQL, properties));
