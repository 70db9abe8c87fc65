/** Tells what a subscription asks for from where it begins: whoever asks for the same is in the same group (P11). */
import {
  getOperationAST,
  Kind,
  print,
  separateOperations,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

type Variables = Record<string, unknown>;

export interface SharedOperation {
  /** Without the argument that says where to begin, and the variable for it. */
  document: DocumentNode;
  operationName: string | undefined;
  variables: Variables;
  /** Cursor after which it begins. */
  after: string | undefined;
  /** Name of the field in the answer. */
  field: string;
  /** The same for operations that ask for the same, however they are written down. */
  text: string;
}

/** The argument of a subscription that says where to begin, and nothing else. */
const BEGINNING = 'after';

export function shareOperation(
  schema: GraphQLSchema,
  given: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
): SharedOperation {
  const operation = getOperationAST(given, operationName);
  // What stands beside the operation in the document is not asked for.
  const alone = separateOperations(given)[operation?.name?.value ?? ''] ?? given;
  const { document, after, field } = withoutBeginning(schema, alone, { ...defaultsOf(operation), ...variables });
  const used = variablesUsedIn(document);
  const bare = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  const kept = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
  const text = JSON.stringify([print(bare), inOrder(kept)]);
  return { document: bare, operationName, variables: kept, after, field, text };
}

function withoutBeginning(
  schema: GraphQLSchema,
  given: DocumentNode,
  values: Variables,
): { document: DocumentNode; after: string | undefined; field: string } {
  let after: unknown;
  let field = '';
  const types = new TypeInfo(schema);
  const document = visit(
    given,
    visitWithTypeInfo(types, {
      Field: (node: FieldNode) => {
        if (types.getParentType() !== schema.getSubscriptionType()) return undefined;
        field = (node.alias ?? node.name).value;
        const beginning = node.arguments?.find(({ name }) => name.value === BEGINNING);
        if (beginning === undefined) return undefined;
        after = valueFromASTUntyped(beginning.value, values);
        return { ...node, arguments: node.arguments?.filter((each) => each !== beginning) };
      },
    }),
  );
  return { document, after: typeof after === 'string' ? after : undefined, field };
}

function defaultsOf(operation: OperationDefinitionNode | null | undefined): Variables {
  const definitions = operation?.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

/** Where the definition of a variable stands does not count as a use. */
function variablesUsedIn(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return used;
}

/** The same value with the keys of its objects in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}
