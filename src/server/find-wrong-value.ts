/** Finds the argument of an operation whose value cannot be taken: the same on HTTP and on WebSocket. */
import {
  BREAK,
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  coerceInputValue,
  getOperationAST,
  isInputType,
  isNonNullType,
  typeFromAST,
  TypeInfo,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
  visitWithTypeInfo,
} from 'graphql';
import { findText, findUnfit } from '../text/unfit-characters';
import { explainUnfit } from '../text/require-text';
import { cutText } from '../text/shorten';
import { RequestError } from '../api/request-error';
import { say, type Message } from '../words/message';
import { recogniseWords } from './library-words';

const MOST_SHOWN = 300;

type Variables = Record<string, unknown> | null | undefined;

/** The first value that cannot be taken; its error names the argument. */
export function findWrongValue(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): GraphQLError | undefined {
  let unfit = '';
  const literal = argumentAt(document, (node) => {
    if (node.kind !== Kind.STRING || findUnfit(node.value) === undefined) return false;
    unfit = node.value;
    return true;
  });
  if (literal !== undefined) return refuseUnfit(unfit, literal);
  for (const definition of getOperationAST(document, operationName)?.variableDefinitions ?? []) {
    const wrong = findWrongVariable(schema, document, definition, variables);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function findWrongVariable(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  variables: Variables,
): GraphQLError | undefined {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode);
  const value = valueOf(variables, name);
  if (!isInputType(type)) return undefined;
  // Only for a value that is wrong: the document is searched for it.
  const placeOf = (path: Path): string => [argumentOfVariable(document, name) ?? name, ...path].join('.');
  if (value === undefined) {
    const isMissing = isNonNullType(type) && defaultValue === undefined;
    return isMissing ? refuse(placeOf([]), say`The variable "$${name}" is missing: give it a value.`) : undefined;
  }
  const wrong = findFirstWrong(value, type);
  if (wrong !== undefined) {
    const place = placeOf(wrong.path);
    return refuse(place, wrong.isNull ? isNull(place) : wordsOf(wrong.error));
  }
  let unfit = '';
  const path = findText(value, (text) => {
    if (findUnfit(text) === undefined) return false;
    unfit = text;
    return true;
  });
  return path === undefined ? undefined : refuseUnfit(unfit, placeOf(path));
}

type Path = readonly (string | number)[];

/** What is thrown to end the search: the library would go on, and write an error for each of half a million wrong values. */
class FirstWrong extends Error {
  constructor(
    readonly path: Path,
    readonly isNull: boolean,
    readonly error: GraphQLError,
  ) {
    super(error.message);
  }
}

function findFirstWrong(value: unknown, type: GraphQLInputType): FirstWrong | undefined {
  try {
    coerceInputValue(value, type, (path, given, error) => {
      throw new FirstWrong(path, given == null, error);
    });
    return undefined;
  } catch (error) {
    if (error instanceof FirstWrong) return error;
    throw error;
  }
}

function isNull(argument: string): Message {
  return say`${argument} is null: give it a value.`;
}

/** A variable may have a name that every object inherits something by, such as `constructor`. */
function valueOf(variables: Variables, name: string): unknown {
  return variables != null && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** Unfit characters are refused here for every argument that there is, and for every one to come. */
function refuseUnfit(text: string, argument: string): GraphQLError {
  return refuse(argument, explainUnfit(text, argument) ?? say``);
}

/** The library's words are shortened: they repeat the value. */
function wordsOf(error: GraphQLError): Message {
  if (error instanceof RequestError) return error.said;
  return recogniseWords(error.message) ?? say`${cutText(error.message, MOST_SHOWN)}`;
}

function refuse(argument: string, message: Message): GraphQLError {
  return new RequestError(message, {
    extensions: { code: 'BAD_USER_INPUT', argument, http: { status: 400 } },
  });
}

const IS_NULL = /^Argument "\w+" of non-null type /;
const HAS_WRONG_PART = /^Argument "\w+" has invalid value /;

/** Adds to errors about values the path of the argument (`input.reports.3.heldOn`) and the code BAD_USER_INPUT; leaves others as they are. */
export function nameArguments(document: DocumentNode, errors: readonly Error[]): void {
  const places = placesOf(document, errors.map(nodeOf));
  for (const error of errors) {
    const argument = places.get(nodeOf(error));
    if (argument !== undefined) Object.assign((error as GraphQLError).extensions, { code: 'BAD_USER_INPUT', argument });
  }
}

/** The same of errors of an execution. A variable may be null where the schema or the document has a default: that is a fault only once its field is reached. */
export function nameNulls(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  errors: readonly Error[],
): void {
  nameArguments(document, errors);
  const whole = errors.filter(({ message }) => IS_NULL.test(message));
  const inPart = errors.filter(({ message }) => HAS_WRONG_PART.test(message));
  const places = new Map([
    ...placesOf(document, whole.map(nodeOf)),
    ...nullsIn(schema, document, inPart.map(nodeOf), variables),
  ]);
  for (const error of [...whole, ...inPart]) {
    const argument = places.get(nodeOf(error));
    if (argument === undefined) continue;
    Object.assign((error as GraphQLError).extensions, { argument });
    error.message = String(isNull(argument));
  }
}

/** The value that an error is about; one about a whole field has none. */
function nodeOf(error: Error): ASTNode | undefined {
  const [node] = error instanceof GraphQLError ? (error.nodes ?? []) : [];
  return node?.kind === Kind.FIELD ? undefined : node;
}

type Nodes = readonly (ASTNode | undefined)[];
type Places = Map<ASTNode | undefined, string>;

/** The argument that each is in. The document is gone through once: an answer may have an error for each of its thousand elements. */
function placesOf(document: DocumentNode, nodes: Nodes): Places {
  const places: Places = new Map();
  const wanted = toSet(nodes);
  if (wanted.size === 0) return places;
  visit(document, {
    enter(node, _key, _parent, path) {
      const place = wanted.has(node) && !places.has(node) ? readPath(document, path) : undefined;
      if (place !== undefined) places.set(node, place);
    },
  });
  return places;
}

/** Where in each value a variable is null that may not be. */
function nullsIn(schema: GraphQLSchema, document: DocumentNode, values: Nodes, variables: Variables): Places {
  const places: Places = new Map();
  const wanted = toSet(values);
  if (wanted.size === 0) return places;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable({ name }, _key, _parent, path, ancestors) {
        const value = (ancestors as readonly ASTNode[]).find((each) => wanted.has(each));
        if (value === undefined || places.has(value) || !isNonNullType(types.getInputType())) return;
        if (valueOf(variables, name.value) !== null) return;
        const place = readPath(document, path);
        if (place !== undefined) places.set(value, place);
      },
    }),
  );
  return places;
}

function toSet(nodes: Nodes): ReadonlySet<ASTNode> {
  return new Set(nodes.filter((node) => node !== undefined));
}

/** The argument in which the variable is first used. */
function argumentOfVariable(document: DocumentNode, name: string): string | undefined {
  return argumentAt(document, (node) => node.kind === Kind.VARIABLE && node.name.value === name);
}

/** Path of the argument that contains the first such node; undefined when none does. */
function argumentAt(document: DocumentNode, isTarget: (node: ASTNode) => boolean): string | undefined {
  let found: string | undefined;
  visit(document, {
    enter(node, _key, _parent, path) {
      if (!isTarget(node)) return undefined;
      found = readPath(document, path);
      return found === undefined ? undefined : BREAK;
    },
  });
  return found;
}

/** The names of arguments and input fields, and the places in lists, along the way to a node. */
function readPath(document: DocumentNode, path: readonly (string | number)[]): string | undefined {
  const steps: (string | number)[] = [];
  let isInArgument = false;
  let node: unknown = document;
  for (const [index, key] of path.entries()) {
    node = (node as Record<string | number, unknown>)[key];
    const { kind, name } = node as { kind?: Kind; name?: { value: string } };
    isInArgument ||= kind === Kind.ARGUMENT;
    if ((kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD) && name !== undefined) steps.push(name.value);
    if (path[index - 1] === 'values') steps.push(key);
  }
  return isInArgument ? steps.join('.') : undefined;
}
