/** Writes a document out, as generators of code hand it over: without graphql's printer, which weighs as much as half of this package. */
/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison, @typescript-eslint/switch-exhaustiveness-check -- A page would load a module of graphql for the enum itself. */
import type {
  ArgumentNode,
  ConstArgumentNode,
  DefinitionNode,
  DirectiveNode,
  DocumentNode,
  SelectionNode,
  SelectionSetNode,
  TypeNode,
  ValueNode,
} from 'graphql';

/** Only what a client sends: operations and fragments. */
export function printDocument({ definitions }: DocumentNode): string {
  return definitions.map(printDefinition).join(' ');
}

function printDefinition(definition: DefinitionNode): string {
  if (definition.kind === 'FragmentDefinition') {
    const { name, typeCondition, directives, selectionSet } = definition;
    return `fragment ${name.value} on ${typeCondition.name.value}${printDirectives(directives)}${printSelections(selectionSet)}`;
  }
  if (definition.kind !== 'OperationDefinition') throw new Error(`A client does not send a ${definition.kind}.`);
  const { operation, name, variableDefinitions = [], directives, selectionSet } = definition;
  const variables = variableDefinitions.map(({ variable, type, defaultValue, directives: own }) => {
    const otherwise = defaultValue === undefined ? '' : `=${printValue(defaultValue)}`;
    return `$${variable.name.value}:${printType(type)}${otherwise}${printDirectives(own)}`;
  });
  return `${operation} ${name?.value ?? ''}${inBrackets(variables)}${printDirectives(directives)}${printSelections(selectionSet)}`;
}

function printSelections(set: SelectionSetNode | undefined): string {
  return set === undefined ? '' : `{${set.selections.map(printSelection).join(' ')}}`;
}

function printSelection(node: SelectionNode): string {
  const directives = printDirectives(node.directives);
  if (node.kind === 'FragmentSpread') return `...${node.name.value}${directives}`;
  if (node.kind === 'InlineFragment') {
    const { typeCondition, selectionSet } = node;
    const on = typeCondition === undefined ? '' : ` on ${typeCondition.name.value}`;
    return `...${on}${directives}${printSelections(selectionSet)}`;
  }
  const { alias, name, selectionSet } = node;
  const called = alias === undefined ? name.value : `${alias.value}:${name.value}`;
  return `${called}${printArguments(node.arguments)}${directives}${printSelections(selectionSet)}`;
}

function printDirectives(directives: readonly DirectiveNode[] = []): string {
  return directives.map((each) => `@${each.name.value}${printArguments(each.arguments)}`).join('');
}

function printArguments(given: readonly (ArgumentNode | ConstArgumentNode)[] = []): string {
  return inBrackets(given.map(({ name, value }) => `${name.value}:${printValue(value)}`));
}

function inBrackets(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `(${parts.join(' ')})`;
}

function printType(type: TypeNode): string {
  if (type.kind === 'NamedType') return type.name.value;
  return type.kind === 'ListType' ? `[${printType(type.type)}]` : `${printType(type.type)}!`;
}

function printValue(node: ValueNode): string {
  switch (node.kind) {
    case 'Variable':
      return `$${node.name.value}`;
    case 'NullValue':
      return 'null';
    case 'StringValue':
      return JSON.stringify(node.value);
    case 'ListValue':
      return `[${node.values.map(printValue).join(' ')}]`;
    case 'ObjectValue':
      return `{${node.fields.map(({ name, value }) => `${name.value}:${printValue(value)}`).join(' ')}}`;
    default:
      return String(node.value);
  }
}
