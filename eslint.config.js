// Lint keeps the floors of ARCHITECTURE.md: each folder imports only what lies below it, and the message says what to do instead.
const js = require('@eslint/js');
const { default: graphqlPlugin } = require('@graphql-eslint/eslint-plugin');
const { importX } = require('eslint-plugin-import-x');
const { createNodeResolver } = require('eslint-plugin-import-x');
const tseslint = require('typescript-eslint');

/** Folders from the top of the house to the bottom: a folder imports from those after it, and from src itself only what is named. */
const FOLDERS = [
  'cli',
  'metrics',
  'tracing',
  'config',
  'explorers',
  'page',
  'download',
  'server',
  'answers',
  'replay',
  'demo',
  'exchange',
  'history',
  'briefing',
  'work-program',
  'rating',
  'shares',
  'indicator',
  'declaration',
  'document',
  'structure',
  'closure',
  'record',
  'congress',
  'progress',
  'change',
  'organization',
  'embedded',
  'access',
  'feed',
  'api',
  'database',
  'spreadsheet',
  'press',
  'paper',
  'account',
  'process',
  'text',
  'words',
];
const CHANGE = ['progress', 'change', 'organization', 'access', 'feed', 'database', 'api'];
const RECORD = ['record', 'closure', 'congress', ...CHANGE];
const NOUNS = ['briefing', 'work-program', 'rating', 'indicator', 'declaration', 'document', 'structure', ...RECORD];
const MAY_IMPORT = {
  config: ['server', 'access'],
  metrics: ['progress', 'server', 'answers', 'feed', 'database', 'press'],
  tracing: ['config', 'server', 'feed', 'database'],
  explorers: ['server'],
  page: ['server', 'feed'],
  download: [
    ...['briefing', 'press', 'paper', 'organization', 'access', 'feed', 'server', 'answers', 'database'],
    ...['exchange', 'api'],
  ],
  server: ['answers', 'access', 'feed', 'database', 'api'],
  answers: ['feed'],
  replay: ['demo'],
  demo: ['exchange', 'history', ...NOUNS],
  exchange: ['history', 'spreadsheet', ...NOUNS],
  history: NOUNS,
  briefing: ['work-program', 'rating', 'indicator', 'declaration', 'document', 'press', 'paper', ...RECORD],
  'work-program': ['document', ...RECORD],
  rating: ['shares', ...RECORD],
  shares: ['api'],
  indicator: RECORD,
  declaration: RECORD,
  document: RECORD,
  structure: RECORD,
  closure: ['record', 'congress', ...CHANGE],
  record: CHANGE,
  congress: CHANGE,
  progress: CHANGE.slice(1),
  change: CHANGE.slice(2),
  organization: ['access', 'feed', 'database', 'api'],
  access: ['feed', 'database', 'api'],
  feed: ['database', 'api'],
  api: [],
  embedded: ['access', 'database'],
  database: [],
  spreadsheet: [],
  press: ['paper'],
  paper: [],
  process: [],
  text: [],
  words: [],
};
/** What every folder may import. */
const GROUND = ['account', 'process', 'text', 'words'];
const ROOT_FILES = 'app|sign-in|explain-fault|open-database|entities|api-schema|observe|main';

const folderRules = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
  const forbidden = FOLDERS.filter((each) => each !== folder && ![...allowed, ...GROUND].includes(each));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^\\.\\./(${forbidden.join('|')})/`,
              message: `src/${folder} may import only ${allowed.join(', ') || 'nothing'} beside src/account, src/process, src/text, src/words and the neutral files of src (problem, day, month, share …). Move the code to where the noun lives, or pass it in from above.`,
            },
            {
              regex: `^\\.\\./(${ROOT_FILES})$`,
              message: 'Only the top of the house wires things. Take what you need as an argument.',
            },
          ],
        },
      ],
    },
  };
});

module.exports = tseslint.config(
  {
    ignores: [
      'dist/',
      'client/dist/',
      'node_modules/',
      '.data/',
      'graphiql/built/',
      'test/generated/',
      'dashboard/built/',
      'dashboard/generated/',
      '**/__generated__/',
      'coverage/',
      'schema/released.graphql',
    ],
  },
  { files: ['**/*.{js,mjs,ts,tsx}', 'bin/giaoban'], ...js.configs.recommended },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      // The classes of the API are shapes: any object of the shape will do, and spreading one is the point.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-function-type': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // Their packages are not installed to check ours: `npm run check --prefix bench/peers` has the types.
    files: ['bench/peers/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  ...folderRules,
  { files: ['src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/config/config.ts is the only reader of the environment.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // What is carried out in a browser: its types would make those of Node worse for everything else.
    files: ['test/page/**/*.ts'],
    rules: Object.fromEntries(
      ['call', 'member-access', 'return', 'argument', 'assignment'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  {
    files: ['**/*.js', 'bin/giaoban'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    // What Node and every browser have: the examples are copied into pages.
    files: ['examples/*.mjs'],
    languageOptions: {
      globals: {
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        Response: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    files: ['graphiql/page.mjs'],
    languageOptions: {
      globals: {
        URL: 'readonly',
        Worker: 'readonly',
        document: 'readonly',
        localStorage: 'readonly',
        location: 'readonly',
      },
    },
  },
  {
    files: ['graphiql/linked-operation.mjs'],
    languageOptions: { globals: { URLSearchParams: 'readonly' } },
  },
  {
    files: ['graphiql/build.mjs'],
    languageOptions: { globals: { Buffer: 'readonly', console: 'readonly', process: 'readonly' } },
  },
  { files: ['examples/run.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  {
    files: ['schema/**/*.graphql'],
    plugins: { '@graphql-eslint': graphqlPlugin },
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: {
        graphQLConfig: { schema: 'schema/schema.graphql', documents: 'schema/operations/*.graphql' },
      },
    },
  },
  {
    files: ['schema/schema.graphql'],
    rules: {
      ...graphqlPlugin.configs['flat/schema-recommended'].rules,
      ...graphqlPlugin.configs['flat/schema-relay'].rules,
      // Only things have ids; a page, a payload, a figure or an event of a moment is none (decision 34).
      '@graphql-eslint/strict-id-in-types': 'off',
      // Lists of a fixed length are plain lists, and the entry of a list may be a row that is no thing (decision 37).
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      // The state that is pushed of a list is its first page: it has no cursors. test/api/lists.test.ts asks for all four arguments of everything else.
      '@graphql-eslint/relay-arguments': 'off',
    },
  },
  {
    files: ['schema/operations/*.graphql'],
    rules: {
      ...graphqlPlugin.configs['flat/operations-recommended'].rules,
      // They ask for what a page shows; not every one is for a client with a cache.
      '@graphql-eslint/require-selections': 'off',
      // Edges and nodes take two levels each; the server allows twenty.
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 10 }],
    },
  },
);
