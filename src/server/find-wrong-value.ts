/** Finds the first value of an operation that cannot be taken, and says in which argument: the same on HTTP and on WebSocket. */
import {
  coerceInputValue,
  getOperationAST,
  GraphQLError,
  isInputType,
  isNonNullType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { argumentAt, argumentOfVariable } from './name-arguments';

const NUL = '\u0000';
const HALF_A_CHARACTER = /\p{Surrogate}/u;
const MOST_SHOWN = 300;

type Variables = Record<string, unknown> | null | undefined;

export function findWrongValue(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): GraphQLError | undefined {
  const unstorable = argumentAt(document, (node) => node.kind === Kind.STRING && isUnstorable(node.value));
  if (unstorable !== undefined) return refuseUnstorable(unstorable);
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
  const value = variables?.[name];
  const argument = argumentOfVariable(document, name) ?? name;
  if (!isInputType(type)) return undefined;
  if (value === undefined) {
    const isMissing = isNonNullType(type) && defaultValue === undefined;
    return isMissing ? refuse(argument, `The variable "$${name}" is missing: give it a value.`) : undefined;
  }
  let wrong: GraphQLError | undefined;
  coerceInputValue(value, type, (path, given, { message }) => {
    const place = [argument, ...path].join('.');
    wrong ??= refuse(place, given === null || given === undefined ? `${place} is null: give it a value.` : message);
  });
  if (wrong !== undefined) return wrong;
  const path = findUnstorable(value);
  return path === undefined ? undefined : refuseUnstorable([argument, ...path].join('.'));
}

function isUnstorable(text: string): boolean {
  return text.includes(NUL) || HALF_A_CHARACTER.test(text);
}

/** Where a text stands that PostgreSQL cannot store. */
function findUnstorable(value: unknown): (string | number)[] | undefined {
  if (typeof value === 'string') return isUnstorable(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, each] of Object.entries(value)) {
    const path = findUnstorable(each);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

function refuseUnstorable(argument: string): GraphQLError {
  const what = 'a NUL character or half of a surrogate pair, which cannot be stored';
  return refuse(argument, `The text of ${argument} contains ${what}. Remove it.`);
}

function refuse(argument: string, message: string): GraphQLError {
  const shown = message.length > MOST_SHOWN ? `${message.slice(0, MOST_SHOWN)}…` : message;
  return new GraphQLError(shown, { extensions: { code: 'BAD_USER_INPUT', argument, http: { status: 400 } } });
}
