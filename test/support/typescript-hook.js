/** Lets a plain Node process, started by a test, require the TypeScript sources. What was translated once is kept. */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
  target: 'es2022',
};
const KEPT = join(__dirname, '..', '..', 'node_modules', '.cache', 'giaoban-typescript');
const { version } = require('@swc/core/package.json');

require.extensions['.ts'] = (module, filename) => {
  module._compile(translate(readFileSync(filename, 'utf8'), filename), filename);
};

function translate(source, filename) {
  const key = createHash('sha256')
    .update(JSON.stringify([version, jsc, filename, source]))
    .digest('hex');
  const file = join(KEPT, `${key}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { transformSync } = require('@swc/core');
    const options = { filename, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline', swcrc: false };
    const { code } = transformSync(source, options);
    keep(file, code);
    return code;
  }
}

/** Whole or not at all: several processes may be at it. One that may not write there translates again. */
function keep(file, code) {
  try {
    mkdirSync(KEPT, { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, code);
    renameSync(part, file);
  } catch {
    // It is only quicker with it.
  }
}
