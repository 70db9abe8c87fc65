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
import { findText } from '../text/find-text';
import { explainUnfit } from '../text/require-text';
import { cutText } from '../text/shorten';
import { findUnfit } from '../text/unfit-characters';
import { argumentAt, argumentOfVariable } from './name-arguments';

const MOST_SHOWN = 300;

type Variables = Record<string, unknown> | null | undefined;

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
  let unfit = '';
  const path = findText(value, (text) => {
    if (findUnfit(text) === undefined) return false;
    unfit = text;
    return true;
  });
  return path === undefined ? undefined : refuseUnfit(unfit, [argument, ...path].join('.'));
}

/** What no text may have is refused here for every argument that there is, and for every one to come. */
function refuseUnfit(text: string, argument: string): GraphQLError {
  return refuse(argument, explainUnfit(text, argument) ?? '');
}

function refuse(argument: string, message: string): GraphQLError {
  return new GraphQLError(cutText(message, MOST_SHOWN), {
    extensions: { code: 'BAD_USER_INPUT', argument, http: { status: 400 } },
  });
}
