/** Lets a plain Node process, started by a test, require the TypeScript sources. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
  target: 'es2022',
};

require.extensions['.ts'] = (module, filename) => {
  const options = { filename, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline', swcrc: false };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};
