// Prints what each entry of the client package weighs in a page: minified by swc, module by module, with graphql-ws.
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { brotliCompressSync, gzipSync } = require('node:zlib');
const { minifySync, transformSync } = require('@swc/core');

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'client', 'src');
const ENTRIES = ['client', 'apollo', 'urql', 'relay', 'react'];

/** What comes with it; Apollo Client, urql, Relay and React are there anyway. */
const PACKAGES = { 'graphql-ws/client': join(ROOT, 'node_modules/graphql-ws/dist/client.js') };

/** The modules that a page loads for the entry. */
function modulesOf(file, found = new Map()) {
  if (found.has(file)) return found;
  const code = toScript(file);
  found.set(file, code);
  for (const [, name] of code.matchAll(/(?:import|export)\b[^;]*?from\s*['"]([^'"]+)['"]/g)) {
    const target = name.startsWith('.') ? resolve(dirname(file), name) : PACKAGES[name];
    if (target !== undefined) modulesOf(target, found);
  }
  return found;
}

function toScript(file) {
  const source = readFileSync(file, 'utf8');
  if (!file.endsWith('.ts')) return source;
  return transformSync(source, {
    filename: file,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  }).code;
}

function measure(entry) {
  const modules = [...modulesOf(join(SOURCES, `${entry}.ts`)).values()];
  const text = modules.map((code) => minifySync(code, { module: true, compress: true, mangle: true }).code).join('');
  return { minified: Buffer.byteLength(text), gzip: gzipSync(text).length, brotli: brotliCompressSync(text).length };
}

module.exports = { measure };

if (require.main === module) {
  for (const entry of ENTRIES.filter((each) => existsSync(join(SOURCES, `${each}.ts`)))) {
    const { minified, gzip, brotli } = measure(entry);
    console.log(`${entry.padEnd(8)} ${minified} bytes minified, ${gzip} with gzip, ${brotli} with brotli`);
  }
}
