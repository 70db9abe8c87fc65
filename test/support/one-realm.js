/** Jest's environment for these tests: they run among the globals of the worker itself, as a server does, not in a context of their own. */
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Stands for "no context" where Jest compiles a module: Node must not be given one then. */
const NO_CONTEXT = {};
const { compileFunction } = vm;
vm.compileFunction = (source, parameters, { parsingContext, ...options }) =>
  compileFunction(source, parameters, parsingContext === NO_CONTEXT ? options : { ...options, parsingContext });

/** What Jest keeps there for one test file. */
const OF_JEST = /jest|^EVENT_HANDLERS$|^TEST_TIMEOUT_SYMBOL$|^RETRY_|^WAIT_BEFORE_RETRY$|^LOG_ERRORS_BEFORE_RETRY$/i;

class OneRealm extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.before = { console: globalThis.console, exit: process.exit };
    // Made for the context that the parent class has opened.
    const { moduleMocker, fakeTimersModern } = this;
    this.moduleMocker = new moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
  }

  getVmContext() {
    return NO_CONTEXT;
  }

  /** The next test file finds everything as this one has found it. */
  async teardown() {
    this.moduleMocker.restoreAllMocks();
    await super.teardown();
    globalThis.console = this.before.console;
    process.exit = this.before.exit;
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (OF_JEST.test(symbol.description ?? '')) Reflect.deleteProperty(globalThis, symbol);
    }
  }
}

module.exports = OneRealm;
