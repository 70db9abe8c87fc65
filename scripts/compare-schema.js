// Compares the schema with that of the released version: each change that breaks a client must be named, with its reason, in schema/breaking.json.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { CriticalityLevel, diff } = require('@graphql-inspector/core');
const { buildSchema } = require('graphql');

/** Where the three files are: a test has some of its own. */
const folder = process.argv[2] ?? join(__dirname, '..', 'schema');
const read = (name) => readFileSync(join(folder, name), 'utf8');

/** A path names itself and what is below it: `Progress.children` its arguments, too. */
const covers = (path, changed) => changed === path || changed.startsWith(`${path}.`);

async function compare() {
  const [released, now] = ['released.graphql', 'schema.graphql'].map((name) => buildSchema(read(name)));
  const changes = await diff(released, now);
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  const accepted = JSON.parse(read('breaking.json')).flatMap(({ paths }) => paths);
  const unnamed = breaking.filter(({ path }) => !accepted.some((each) => covers(each, path)));
  const stale = accepted.filter((each) => !breaking.some(({ path }) => covers(each, path)));
  return { unnamed, stale };
}

async function run() {
  const { unnamed, stale } = await compare();
  for (const { path, message } of unnamed) console.error(`${path}: ${message}`);
  if (unnamed.length > 0) {
    console.error(
      `\n${unnamed.length} changes would break clients of the released version. Keep what they use, deprecated (CONTRIBUTING.md); or, before 1.0, name the paths above in schema/breaking.json with the reason, and tell clients in CHANGELOG.md.`,
    );
  }
  for (const path of stale)
    console.error(`${path}: schema/breaking.json names it, but nothing about it breaks. Remove it there.`);
  process.exitCode = unnamed.length + stale.length > 0 ? 1 : 0;
}

void run();
