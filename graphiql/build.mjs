/** Bundles GraphiQL into built/, or says with --check whether what is there is what would be made. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(HERE, 'built');

const shared = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  outdir: BUILT,
  target: ['es2022'],
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'warning',
};

const page = await build({
  ...shared,
  entryPoints: { graphiql: 'page.mjs' },
  format: 'esm',
  loader: { '.ttf': 'file', '.woff2': 'dataurl' },
  assetNames: '[name]',
});
const workers = await build({
  ...shared,
  entryPoints: {
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
  format: 'iife',
});

const files = new Map();
for (const { path, contents } of [...page.outputFiles, ...workers.outputFiles]) files.set(basename(path), contents);
const inputs = [page, workers].flatMap(({ metafile }) => Object.keys(metafile.inputs));
files.set('LICENCES.txt', Buffer.from(await gatherLicences(inputs)));
files.set('version', Buffer.from(`${fingerprint()}\n`));

if (process.argv.includes('--check')) await check();
else await write();

/** Goes into the address of every file, so that browsers may keep them for good. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) hash.update(name).update('\0').update(files.get(name));
  return hash.digest('hex').slice(0, 16);
}

/** The licence of each package of which a part is in the bundle. */
async function gatherLicences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  const texts = await Promise.all([...folders].sort().map(describeLicence));
  const head = 'The files in this folder are made of the following packages, bundled and minified.\n';
  return [head, ...[...new Set(texts)].sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

async function describeLicence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(HERE, folder, 'package.json'), 'utf8'));
  const names = (await readdir(join(HERE, folder))).filter((each) => /^(licen[cs]e|notice|thirdparty)/i.test(each));
  const texts = await Promise.all(names.sort().map((each) => readFile(join(HERE, folder, each), 'utf8')));
  return [`${name} ${version} (${license})\n`, ...texts.map((text) => `${text.replaceAll('\r', '').trim()}\n`)].join(
    '\n',
  );
}

async function write() {
  await rm(BUILT, { recursive: true, force: true });
  await mkdir(BUILT);
  for (const [name, contents] of files) await writeFile(join(BUILT, name), contents);
  for (const [name, contents] of files) console.log(`${String(contents.length).padStart(9)} ${name}`);
}

async function check() {
  const there = existsSync(BUILT) ? await readdir(BUILT) : [];
  const stale = new Set(there.filter((name) => !files.has(name)));
  for (const [name, contents] of files) {
    if (!there.includes(name) || !(await readFile(join(BUILT, name))).equals(contents)) stale.add(name);
  }
  if (stale.size === 0) return;
  console.error(
    `graphiql/built is not what its sources make: ${[...stale].join(', ')}. Run \`npm run build\` in graphiql/.`,
  );
  process.exitCode = 1;
}
