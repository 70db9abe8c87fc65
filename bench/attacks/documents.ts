/** Attacks by documents: those that take long to judge, and the families of graphql-cop. */
import type { Attack } from './attack';
import { keepSocket } from './hostile-socket';
import { atRate } from './pace';
import { operation, sendRequest } from './send-request';
import * as worst from './worst-documents';

const PER_SECOND = 20;
/** Beyond it a message is not read at all. */
const MOST_OF_A_MESSAGE = 65_000;

const DOCUMENTS: readonly { name: string; what: string; query: string }[] = [
  { name: '10,000 aliases', what: '10,000 × `__typename`', query: worst.ALIASES },
  { name: 'deep selections', what: 'selections within 2,000 others', query: worst.DEEP(2_000) },
  { name: 'deep lists', what: 'a list within 4,000 others', query: worst.DEEP_LIST(4_000) },
  { name: 'fragments in circles', what: '200 fragments that spread each other', query: worst.CIRCULAR_FRAGMENTS },
  { name: 'doubling fragments', what: '60 fragments, each the next one twice', query: worst.EXPONENTIAL_FRAGMENTS },
  { name: 'overlapping fields', what: '240 × the same nested field', query: worst.OVERLAPPING },
  { name: 'overlapping fragments', what: '250 fragments beside each other', query: worst.OVERLAPPING_FRAGMENTS },
];

/** Another name for each, or another comment: what was judged before is not judged again. */
const neverTheSame = (query: string, count: number): string => `query N${count} ${query}`;

export const DOCUMENT_ATTACKS: readonly Attack[] = [
  ...DOCUMENTS.map(({ name, what, query }): Attack => ({
    name,
    what: `${what}, ${PER_SECOND} a second, never the same document twice`,
    begin: (target) => {
      let count = 0;
      atRate(target, PER_SECOND, () => {
        count += 1;
        void sendRequest(target, { body: operation(neverTheSame(query, count)) });
      });
    },
  })),
  {
    name: 'worst documents by WebSocket',
    what: `all of these over one socket, ${PER_SECOND} a second`,
    begin: (target) => {
      const fitting = DOCUMENTS.filter(({ query }) => query.length < MOST_OF_A_MESSAGE);
      let count = 0;
      void keepSocket(target, 'token', (socket) => {
        atRate(socket, PER_SECOND, () => {
          count += 1;
          const { query } = fitting[count % fitting.length] ?? { query: '' };
          socket.subscribe(`${count}`, neverTheSame(query, count));
        });
      });
    },
  },
  {
    name: 'graphql-cop',
    what: `its ${worst.FAMILIES.length} families by turns over HTTP, ${2 * PER_SECOND} requests a second`,
    begin: (target) => {
      let count = 0;
      atRate(target, 2 * PER_SECOND, () => {
        count += 1;
        const family = worst.FAMILIES[count % worst.FAMILIES.length];
        if (family !== undefined) void sendRequest(target, family.sent);
      });
    },
  },
  {
    name: 'graphql-cop by WebSocket',
    what: `those of them that are documents, over one socket, ${2 * PER_SECOND} a second`,
    begin: (target) => {
      const queries = worst.FAMILIES.flatMap(({ query }) => (query === undefined ? [] : [query]));
      let count = 0;
      void keepSocket(target, 'token', (socket) => {
        atRate(socket, 2 * PER_SECOND, () => {
          count += 1;
          socket.subscribe(`${count}`, queries[count % queries.length] ?? '');
        });
      });
    },
  },
];
