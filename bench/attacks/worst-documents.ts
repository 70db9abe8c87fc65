/** Documents that are short to send and long to judge; and the families of graphql-cop, one request for each. */
import type { Sent } from './send-request';
import { operation } from './send-request';

const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

export const ALIASES = `{ ${times(10_000, (index) => `a${index}: __typename`)} }`;

/** Selections within selections: parsers and validators call themselves for each. */
export const DEEP = (depth: number): string => `${'{ viewer '.repeat(depth)}${'}'.repeat(depth)}`;

export const DEEP_LIST = (depth: number): string =>
  `{ progressOf(organizations: ${'['.repeat(depth)}${']'.repeat(depth)}) { planned } }`;

export const CIRCULAR_FRAGMENTS = `{ organization(code: "VN") { ...F0 } } ${times(
  200,
  (index) => `fragment F${index} on Organization { parent { ...F${(index + 1) % 200} ...F${(index + 7) % 200} } }`,
)}`;

/** Each spreads the next twice: two to the power of their number, for whoever follows them all. */
export const EXPONENTIAL_FRAGMENTS = `{ organization(code: "VN") { ...F0 } } ${times(
  60,
  (index) => `fragment F${index} on Organization { a: parent { ...F${index + 1} } b: parent { ...F${index + 1} } }`,
)} fragment F60 on Organization { code }`;

/** OverlappingFieldsCanBeMerged compares each of a name with each other one, and all that lies below. */
export const OVERLAPPING = `{ ${times(240, () => 'organization(code: "VN") { parent { parent { code name } } }')} }`;

/** The same through fragments that are all spread beside each other. */
export const OVERLAPPING_FRAGMENTS = `{ organization(code: "VN") { ${times(250, (index) => `...F${index}`)} } } ${times(
  250,
  (index) => `fragment F${index} on Organization { parent { code parent { name } } }`,
)}`;

const CIRCULAR_INTROSPECTION = `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`;
const INTROSPECTION = '{ __schema { types { name description fields { name description args { name } } } } }';
const MUTATION = 'mutation { planCongress(input: { organization: "01", plannedOn: "2020-03-01" }) { position } }';
const PREFLIGHT = { 'apollo-require-preflight': 'yes' };
const byGet = (query: string): Sent => ({
  method: 'GET',
  path: `/graphql?query=${encodeURIComponent(query)}`,
  headers: PREFLIGHT,
});

/** As they go over HTTP. Those that are a document alone go over WebSocket as well. */
export const FAMILIES: readonly { name: string; query?: string; sent: Sent }[] = [
  ...[
    { name: 'alias overloading', query: `{ ${times(101, (index) => `alias${index}: __typename`)} }` },
    { name: 'directive overloading', query: `{ __typename ${'@aa'.repeat(1_000)} }` },
    { name: 'circular introspection', query: CIRCULAR_INTROSPECTION },
    { name: 'circular fragments', query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
    { name: 'field duplication', query: `{ ${'__typename '.repeat(4_000)} }` },
    { name: 'field suggestions', query: '{ __schema { directive } progres { plannd } }' },
    { name: 'introspection', query: INTROSPECTION },
    { name: 'unhandled error', query: '{ abc }' },
  ].map((family) => ({ ...family, sent: { body: operation(family.query) } })),
  { name: 'batching', sent: { body: JSON.stringify(Array(500).fill({ query: '{ __typename }' })) } },
  { name: 'queries by GET', sent: byGet('{ __typename }') },
  { name: 'mutations by GET', sent: byGet(MUTATION) },
  {
    name: 'forms',
    sent: {
      body: `query=${encodeURIComponent('{ __typename }')}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  },
  {
    name: 'traces',
    sent: { body: operation('{ __typename }'), headers: { 'apollo-federation-include-trace': 'ftv1' } },
  },
  { name: 'GraphiQL', sent: { method: 'GET', path: '/graphiql', headers: { accept: 'text/html' } } },
];
