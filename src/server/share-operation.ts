/** Separates what a subscription asks for from where it begins and who asks: those who ask for the same are in the same group (P11). */
import {
  getOperationAST,
  Kind,
  print,
  separateOperations,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { stringify } from 'safe-stable-stringify';
import { Problem } from '../problem';
import { say } from '../words/message';

type Variables = Record<string, unknown>;

export interface SharedOperation {
  /** Without the arguments that say where to begin and who asks, and the variables for them. */
  document: DocumentNode;
  operationName: string | undefined;
  variables: Variables;
  /** Cursor after which it begins. */
  after: string | undefined;
  /** Name of the field in the answer. */
  field: string;
  /** The same for operations that ask for the same, however they are written. */
  text: string;
}

/** The argument of a subscription that says where to begin, and nothing else. */
const BEGINNING = 'after';

/** The argument that tells subscribers apart for whoever merges equal subscriptions on the way here. */
const SUBSCRIBER = 'subscriber';

/** What a document says about an operation, whatever the variables. */
interface Shape {
  document: DocumentNode;
  text: string;
  field: string;
  beginning: ValueNode | undefined;
  used: ReadonlySet<string>;
  defaults: Variables;
}

/** Shapes that were found before: many ask with the same document. */
export type Shapes = WeakMap<DocumentNode, Map<string, Shape>>;

/** Throws BAD_USER_INPUT for a field that may or may not be asked for: there would be nothing to follow. */
export function shareOperation(
  schema: GraphQLSchema,
  given: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
  shapes: Shapes = new WeakMap(),
): SharedOperation {
  const known = shapes.get(given) ?? new Map<string, Shape>();
  const shape = known.get(operationName ?? '') ?? findShape(schema, given, operationName);
  shapes.set(given, known.set(operationName ?? '', shape));
  const { document, field, beginning, used, defaults } = shape;
  const after = beginning && valueFromASTUntyped(beginning, { ...defaults, ...variables });
  const kept = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
  // Keys in order: the same values are the same text however they were sent.
  const text = stringify([shape.text, kept]);
  return {
    document,
    operationName,
    variables: kept,
    after: typeof after === 'string' ? after : undefined,
    field,
    text,
  };
}

function findShape(schema: GraphQLSchema, given: DocumentNode, operationName: string | undefined): Shape {
  const operation = getOperationAST(given, operationName);
  // Other operations of the document are not asked for.
  const alone = separateOperations(given)[operation?.name?.value ?? ''] ?? given;
  const { document, field, beginning } = withoutBeginning(schema, alone);
  const used = variablesUsedIn(document);
  const bare = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return { document: bare, text: print(bare), field, beginning, used, defaults: defaultsOf(operation) };
}

function withoutBeginning(
  schema: GraphQLSchema,
  given: DocumentNode,
): { document: DocumentNode; field: string; beginning: ValueNode | undefined } {
  let beginning: ValueNode | undefined;
  let field = '';
  const types = new TypeInfo(schema);
  const isAtRoot = (): boolean => types.getParentType() === schema.getSubscriptionType();
  const document = visit(
    given,
    visitWithTypeInfo(types, {
      Directive: () => {
        if (isAtRoot()) throw conditional();
      },
      Field: (node: FieldNode) => {
        if (!isAtRoot()) return undefined;
        field = (node.alias ?? node.name).value;
        beginning = node.arguments?.find(({ name }) => name.value === BEGINNING)?.value;
        const isAsked = ({ name }: ArgumentNode): boolean => ![BEGINNING, SUBSCRIBER].includes(name.value);
        return { ...node, arguments: node.arguments?.filter(isAsked) };
      },
    }),
  );
  return { document, field, beginning };
}

function conditional(): Problem {
  return new Problem(
    'BAD_USER_INPUT',
    say`The field that is subscribed to cannot be skipped or included: remove the directive.`,
  );
}

function defaultsOf(operation: OperationDefinitionNode | null | undefined): Variables {
  const definitions = operation?.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

/** The definition of a variable is not a use of it. */
function variablesUsedIn(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return used;
}
