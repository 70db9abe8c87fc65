/** Builds the page: for browsers into built/files, named by what is in them, and for the server into built/server.cjs. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(HERE, 'built');
const FILES = join(BUILT, 'files');
const require = createRequire(import.meta.url);

/** Chromium 109 is the last one for Windows 7 and 8; Cốc Cốc follows Chromium. */
const BROWSERS = ['chrome109', 'firefox115', 'safari15.4'];
const LANGUAGES = ['vi', 'en'];
const FONTS = ['latin', 'vietnamese'].flatMap((subset) =>
  ['400', '600'].map((weight) => `source-sans-3-${subset}-${weight}-normal.woff2`),
);

/** Documents are sent as they stand: their indentation and descriptions are left out, and so are fragments that are there for their types alone. */
const documents = {
  name: 'documents',
  setup({ onLoad }) {
    onLoad({ filter: /generated[/\\]operations\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        .replace(
          /`\n?([^`]*)`/g,
          (_, document) =>
            `\`${document
              .replace(/"""[^]*?"""/g, '')
              .replace(/\s+/g, ' ')
              .trim()}\``,
        )
        .replace(/= new TypedDocumentString\(/g, '= /* @__PURE__ */ new TypedDocumentString(');
      return { contents, loader: 'ts' };
    });
  },
};

const shared = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [documents],
};

async function buildBrowsers() {
  // A language has files of its own: they hold no words of the other one.
  for (const language of LANGUAGES) {
    await build({
      ...shared,
      entryPoints: { [`page-${language}`]: 'src/browser.tsx' },
      outdir: FILES,
      format: 'esm',
      splitting: true,
      chunkNames: `part-${language}-[hash]`,
      target: BROWSERS,
      define: { PAGE_LANGUAGE: JSON.stringify(language) },
    });
  }
  await build({
    ...shared,
    entryPoints: { page: 'style/page.css' },
    outdir: FILES,
    target: BROWSERS,
    external: ['*.woff2'],
  });
}

async function copyFiles() {
  await copyFile(join(HERE, 'style', 'icon.svg'), join(FILES, 'icon.svg'));
  const folder = join(dirname(require.resolve('@fontsource/source-sans-3/package.json')), 'files');
  await copyFile(join(folder, '..', 'LICENSE'), join(FILES, 'source-sans-3.txt'));
  for (const name of FONTS) await copyFile(join(folder, name), join(FILES, name));
}

async function buildServer() {
  await build({
    ...shared,
    entryPoints: { server: 'src/server.tsx' },
    outdir: BUILT,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    minify: false,
    define: { PAGE_LANGUAGE: '"both"' },
  });
}

const TYPES = {
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

/** The version is in the address of the files, which browsers keep: other bytes have another one. */
async function describe() {
  const names = (await readdir(FILES)).sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(await readFile(join(FILES, name)));
  hash.update(await readFile(join(BUILT, 'server.cjs')));
  const files = Object.fromEntries(names.map((name) => [name, { type: TYPES[name.split('.').at(-1)] }]));
  const version = hash.digest('base64url').slice(0, 12);
  await writeFile(join(BUILT, 'files.json'), `${JSON.stringify({ version, files }, null, 2)}\n`);
}

await rm(BUILT, { recursive: true, force: true });
await mkdir(FILES, { recursive: true });
await Promise.all([buildBrowsers(), buildServer(), copyFiles()]);
await describe();
