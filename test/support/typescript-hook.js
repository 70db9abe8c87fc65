/** Lets plain Node require the TypeScript sources: in processes that tests start, and in Jest's own. What was translated once is kept. */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
  target: 'es2022',
};
const KEPT = join(__dirname, '..', '..', 'node_modules', '.cache', 'giaoban-typescript');
const { version } = require('@swc/core/package.json');

/** Files with the source maps of what was loaded, by the source. */
const sourceMaps = new Map();

require.extensions['.ts'] = (module, filename) => {
  module._compile(translate(readFileSync(filename, 'utf8'), filename), filename);
};

/** Sources import lazily as native modules do, by the name that the file has once it is built. */
const { _resolveFilename } = Module;
Module._resolveFilename = function resolve(request, parent, ...others) {
  const isOfSources = request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts') === true;
  const source = isOfSources ? join(dirname(parent.filename), request.replace(/js$/, 'ts')) : request;
  return _resolveFilename.call(this, isOfSources && existsSync(source) ? source : request, parent, ...others);
};

function translate(source, filename) {
  const key = createHash('sha256')
    .update(JSON.stringify([version, jsc, filename, source, 'map']))
    .digest('hex');
  const file = join(KEPT, `${key}.js`);
  sourceMaps.set(filename, `${file}.map`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { transformSync } = require('@swc/core');
    const options = { filename, jsc, module: { type: 'commonjs' }, sourceMaps: true, swcrc: false };
    const { code, map } = transformSync(source, options);
    keep(`${file}.map`, map);
    keep(file, code);
    return code;
  }
}

/** Whole or not at all: several processes may be at it. One that may not write there translates again. */
function keep(file, text) {
  try {
    mkdirSync(KEPT, { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, text);
    renameSync(part, file);
  } catch {
    // It is only quicker with it.
  }
}

module.exports = { sourceMaps };
