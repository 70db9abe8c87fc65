/** What is asked: the four questions that pages ask most, and the figures of a briefing, which only we have. */

export interface Work {
  /** Names its constant, too. */
  name: string;
  /** As the tables show it. */
  title: string;
  document: string;
  /** The same of the schema that PostGraphile makes by itself. */
  ofPostgraphile?: string;
  /** Whether peers can answer it. */
  isOursAlone?: boolean;
  /** Whether a report changes the answer. */
  isFixed?: boolean;
}

const FIGURES = 'planned completed overdue rate';
const BELOW = `byLevel { level ${FIGURES} }`;
const CHILD = `edges { node { organization { code name } ${FIGURES} } }`;
const ORGANIZATION = 'edges { node { code name level parent { code name } progress { planned completed } } }';

export const WORKS: readonly Work[] = [
  { name: 'typename', title: '`{ __typename }`', document: '{ __typename }', isFixed: true },
  {
    name: 'progress',
    title: '`{ progress { planned completed } }`',
    document: '{ progress { planned completed } }',
    ofPostgraphile: '{ progress: progressOfRoot { planned completed } }',
  },
  {
    name: 'children',
    title: 'progress with byLevel and its 67 children',
    document: `{ progress { ${FIGURES} ${BELOW} children(first: 200) { ${CHILD} } } }`,
    ofPostgraphile: `{ progress: progressOfRoot { ${FIGURES} ${BELOW} children(first: 200, orderBy: CODE_ASC) { ${CHILD} } } }`,
  },
  {
    name: 'organizations',
    title: '`organizations(first: 50)` with parent and progress',
    document: `{ organizations(first: 50) { ${ORGANIZATION} } }`,
    ofPostgraphile: `{ organizations: allOrganizations(first: 50, orderBy: CODE_ASC) { ${ORGANIZATION} } }`,
  },
  {
    name: 'briefing',
    title: 'all figures of the briefing',
    document: '{ briefing(month: "2020-03") { figures { key value } } }',
    isOursAlone: true,
  },
];

/** Where the time goes with the size of the country, if anywhere. */
export const GROWING: readonly Work[] = [
  ...WORKS.filter(({ name }) => name === 'progress' || name === 'children' || name === 'organizations'),
  {
    name: 'search',
    title: '`organizations(search: "so 18", first: 50)`',
    document: '{ organizations(search: "so 18", first: 50) { edges { node { code name } } } }',
  },
];
