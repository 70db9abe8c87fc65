/** Jest's runtime for these tests: sources and packages are loaded once a worker, as a server loads them, and not anew for every test file. */
const { createRequire } = require('node:module');
const { dirname, join, resolve, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');
const { sourceMaps } = require('./typescript-hook.js');

const ROOT = join(__dirname, '..', '..');
const SHARED = ['src', 'migrations'].map((folder) => join(ROOT, folder) + sep);
const IS_RELATIVE = /^\.{0,2}\//;
/** Jest's own belong to the test file. */
const OF_JEST = /^(@jest\/|jest|expect)/;

class LoadOnce extends Runtime {
  requireModule(from, name, options, isRequireActual) {
    return name !== undefined && options?.isInternalModule !== true && isShared(from, name)
      ? createRequire(from)(name)
      : super.requireModule(from, name, options, isRequireActual);
  }

  /** Where errors tell of a line. */
  getSourceMaps() {
    const own = super.getSourceMaps();
    return {
      get: (source) => own.get(source) ?? sourceMaps.get(source),
      *[Symbol.iterator]() {
        yield* sourceMaps;
        yield* own;
      },
    };
  }
}

function isShared(from, name) {
  if (from.includes(`${sep}node_modules${sep}`)) return false;
  if (!IS_RELATIVE.test(name)) return !OF_JEST.test(name);
  const path = resolve(dirname(from), name);
  return SHARED.some((folder) => path.startsWith(folder));
}

module.exports = LoadOnce;
