// Writes schema/schema.graphql from the resolvers of the built program; with --check fails when it is stale.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { lexicographicSortSchema, printSchema } = require('graphql');
const { buildApiSchema } = require('../dist/src/api-schema.js');

const file = join(__dirname, '..', 'schema', 'schema.graphql');
const head = `# Emitted from the resolvers by \`npm run schema\`. Read this first; edit the resolvers.
#
# The verbs of mutations, and of the events that they record:
#
#   facts          record, correct, retract               ratings, values of indicators, declared totals
#   things         add, change, withdraw, reinstate       work items, indicators, documents
#   congresses     plan, reschedule, postpone, cancel, reinstate; report, correct, retract
#   organizations  close, reopen
#   briefings      change, publish
#
# Lists that can grow are connections: first, after, last, before; edges { cursor node }, pageInfo, totalCount.

`;
const emitted = `${head}${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, emitted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== emitted) {
  console.error('schema/schema.graphql is stale: run `npm run schema`, and look at what changes for clients.');
  process.exit(1);
}
