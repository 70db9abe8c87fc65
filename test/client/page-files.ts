/** A page of a browser that loads the client package and React as modules, without a bundler. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const here = createRequire(__filename);
const folderOf = (name: string): string => dirname(here.resolve(`${name}/package.json`));

/** What React's packages are made of; they are CommonJS, and name each other. */
const COMMON = {
  react: () => join(folderOf('react'), 'cjs', 'react.production.js'),
  'react-dom': () => join(folderOf('react-dom'), 'cjs', 'react-dom.production.js'),
  'react-dom/client': () => join(folderOf('react-dom'), 'cjs', 'react-dom-client.production.js'),
  scheduler: () => join(folderOf('scheduler'), 'cjs', 'scheduler.production.js'),
};
type Common = keyof typeof COMMON;

const IMPORTS = {
  '@giaoban/client': '/client/client.js',
  '@giaoban/client/react': '/client/react.js',
  'graphql-ws/client': '/graphql-ws/client.js',
  ...Object.fromEntries(Object.keys(COMMON).map((name) => [name, `/common/${name}`])),
};

/** Serves the page at `/page`, with that script. */
export function servePage(script: string): (path: string, response: ServerResponse) => boolean {
  const page = `<!doctype html><title>Client</title><link rel="icon" href="data:,"><div id="root"></div>
    <script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">${script}</script>`;
  return (path, response) => {
    const [, folder = '', ...rest] = path.split('/');
    const file = rest.join('/');
    if (folder === 'page') send(response, 'text/html', page);
    else if (folder === 'client') send(response, 'text/javascript', read(join(ROOT, 'client', 'dist', file)));
    else if (folder === 'graphql-ws')
      send(response, 'text/javascript', read(join(folderOf('graphql-ws'), 'dist', file)));
    else if (folder === 'common') send(response, 'text/javascript', wrap(file as Common));
    else return false;
    return true;
  };
}

const read = (file: string): string => readFileSync(file, 'utf8');

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
}

/** A module of CommonJS as one of the browser's. */
function wrap(name: Common): string {
  const needed = Object.keys(COMMON).filter(
    (each) => each !== name && read(COMMON[name]()).includes(`require("${each}")`),
  );
  const imports = needed.map((each, index) => `import needed${index} from ${JSON.stringify(each)};`).join('\n');
  const known = needed.map((each, index) => `${JSON.stringify(each)}: needed${index}`).join(', ');
  const exported = Object.keys(here(name) as object).filter((each) => /^[A-Za-z]\w*$/.test(each));
  return `${imports}
    const process = { env: { NODE_ENV: 'production' } };
    const module = { exports: {} };
    (function (require, module, exports) { ${read(COMMON[name]())} })((name) => ({ ${known} })[name], module, module.exports);
    export default module.exports;
    export const { ${exported.filter((each) => each !== 'default' && each !== 'act').join(', ')} } = module.exports;`;
}
