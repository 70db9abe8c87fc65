/** The operations that the explorers show: picked by name from schema/operations, with variables that fit the demo country. */
import {
  Kind,
  parse,
  print,
  visit,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { readShippedFile } from '../process/read-shipped-file';

export interface Example {
  name: string;
  /** What it is, in one sentence or two. */
  says: string;
  operation: OperationDefinitionNode;
  fragments: readonly FragmentDefinitionNode[];
  variables: Record<string, unknown>;
}

const FILES = ['congresses', 'events', 'figures', 'mutations', 'organizations', 'progress'];

/** In the order in which a newcomer would try them. */
const SHOWN: Readonly<Record<string, string>> = {
  PilotProgress: 'How far are the pilot congresses of the grassroots? Press the run button.',
  ProgressOfChildren:
    'The same for a district of Hà Nội and each organization below it. "within": "VN" is the whole country.',
  Congresses: 'Congresses that can be reported completed: take the code of one of them.',
  CongressCompleted: 'Leave this one running, and report a congress completed: the event comes with the new totals.',
  ReportCongressCompleted:
    'This takes the token of a reporter, in the headers. The same report again changes nothing: take another code.',
};

/** One set for all: an explorer may have a single place for the variables of several operations. */
const VARIABLES: Readonly<Record<string, unknown>> = {
  within: '01.002',
  level: 'GRASSROOTS',
  status: 'PLANNED',
  first: 3,
  input: { organization: '01.002.0018', heldOn: '2020-02-28' },
};

/** A header without a token yet: to the server it is as if there were none. */
export const HEADERS: Readonly<Record<string, string>> = { Authorization: 'Bearer ' };

export async function readExamples(): Promise<Example[]> {
  const texts = await Promise.all(FILES.map((name) => readShippedFile('schema', 'operations', `${name}.graphql`)));
  const definitions = texts.flatMap((text) => parse(text.toString()).definitions);
  return Object.entries(SHOWN).map(([name, says]) => {
    const operation = definitions.find((each) => isOperation(each) && each.name?.value === name);
    if (operation === undefined) throw new Error(`schema/operations has no operation ${name}.`);
    return describe(operation as OperationDefinitionNode, name, says, definitions);
  });
}

function describe(
  operation: OperationDefinitionNode,
  name: string,
  says: string,
  definitions: readonly DefinitionNode[],
): Example {
  const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const given = declared.filter((each) => each in VARIABLES).map((each) => [each, VARIABLES[each]] as const);
  return {
    name,
    says,
    operation,
    fragments: fragmentsOf(operation, definitions),
    variables: Object.fromEntries(given),
  };
}

/** Those that it spreads, and those that they spread. */
function fragmentsOf(node: DefinitionNode, definitions: readonly DefinitionNode[]): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const look = (within: DefinitionNode): void => {
    visit(within, {
      FragmentSpread: ({ name }) => {
        const fragment = definitions.find((each) => isFragment(each) && each.name.value === name.value);
        if (fragment?.kind !== Kind.FRAGMENT_DEFINITION || found.has(fragment)) return;
        found.add(fragment);
        look(fragment);
      },
    });
  };
  look(node);
  return [...found];
}

/** One document: each operation under its comment, then the fragments, each once. */
export function writeDocument(examples: readonly Example[]): string {
  const operations = examples.map(({ says, operation }) => `# ${says}\n${print(operation)}`);
  const fragments = [...new Set(examples.flatMap((each) => each.fragments))].map((each) => print(each));
  return [...operations, ...fragments].join('\n\n');
}

/** What all of them together take. */
export function mergeVariables(examples: readonly Example[]): Record<string, unknown> {
  return Object.assign({}, ...examples.map(({ variables }) => variables)) as Record<string, unknown>;
}

function isOperation(each: DefinitionNode): each is OperationDefinitionNode {
  return each.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(each: DefinitionNode): each is FragmentDefinitionNode {
  return each.kind === Kind.FRAGMENT_DEFINITION;
}
