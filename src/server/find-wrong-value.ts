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
  const argument = argumentOfVariable(document, name) ?? name;
  if (!isInputType(type)) return undefined;
  if (value === undefined) {
    const isMissing = isNonNullType(type) && defaultValue === undefined;
    return isMissing ? refuse(argument, say`The variable "$${name}" is missing: give it a value.`) : undefined;
  }
  let wrong: GraphQLError | undefined;
  coerceInputValue(value, type, (path, given, error) => {
    const place = [argument, ...path].join('.');
    wrong ??= refuse(place, given == null ? isNull(place) : wordsOf(error));
  });
  if (wrong !== undefined) return wrong;
  let unfit = '';
  const path = findText(value, (text) => {
    if (findUnfit(text) === undefined) return false;
    unfit = text;
    return true;
  });
  return path === undefined ? undefined : refuseUnfit(unfit, [argument, ...path].join('.'));
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
  for (const error of errors) {
    if (!(error instanceof GraphQLError)) continue;
    const [node] = error.nodes ?? [];
    if (node === undefined || node.kind === Kind.FIELD) continue;
    const argument = argumentAt(document, (each) => each === node);
    if (argument !== undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', argument });
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
  for (const error of errors) {
    const [node] = error instanceof GraphQLError ? (error.nodes ?? []) : [];
    const isWhole = IS_NULL.test(error.message);
    if (node === undefined || !(isWhole || HAS_WRONG_PART.test(error.message))) continue;
    const argument = isWhole
      ? argumentAt(document, (each) => each === node)
      : nullIn(schema, document, node, variables);
    if (argument === undefined) continue;
    Object.assign((error as GraphQLError).extensions, { argument });
    error.message = String(isNull(argument));
  }
}

/** Where in a value a variable is null that may not be. */
function nullIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  value: ASTNode,
  variables: Variables,
): string | undefined {
  const types = new TypeInfo(schema);
  let found: string | undefined;
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable({ name }, _key, _parent, path, ancestors) {
        if (!ancestors.includes(value) || !isNonNullType(types.getInputType())) return undefined;
        if (valueOf(variables, name.value) !== null) return undefined;
        found = readPath(document, path);
        return BREAK;
      },
    }),
  );
  return found;
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
