/** Lets executions give way: between the parts of a large answer everybody else has a turn, and nothing more is done once nobody waits for it (P23). */
import {
  defaultFieldResolver,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Operation } from '../access/operation';

/** Fields that lead to objects count what is below them. What introspection asks for is the library's. */
export function executeInTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isCompositeType(getNamedType(field.type))) giveWay(field as GraphQLField<unknown, Operation>);
    }
  }
  return schema;
}

/** What is found is held back, not the search for it: loaders still load for all of a list at once. */
function giveWay(field: GraphQLField<unknown, Operation>): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, operation, info): unknown => {
    const found = resolve(source, args, operation, info);
    return found instanceof Promise
      ? found.then((value: unknown) => inTurn(value, operation, info))
      : inTurn(found, operation, info);
  };
}

function inTurn(value: unknown, operation: Operation, info: GraphQLResolveInfo): unknown {
  if (value == null) return value;
  const each = fieldsBelow(info);
  const turn = operation.takeOn(Array.isArray(value) ? value.length * each : each);
  // Those that waited together go on together, as far as one turn goes.
  return turn === undefined ? value : turn.then(() => inTurn(value, operation, info));
}

const counted = new WeakMap<FieldNode, number>();

/** How many fields are asked of one such object: what lies deeper is counted there. */
function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let count = 1;
  for (const node of fieldNodes) {
    const known = counted.get(node) ?? countFields(node.selectionSet, fragments);
    counted.set(node, known);
    count += known;
  }
  return count;
}

function countFields(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): number {
  let count = 0;
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD) count += 1;
    else if (node.kind === Kind.INLINE_FRAGMENT) count += countFields(node.selectionSet, fragments);
    else count += fragments[node.name.value]?.selectionSet.selections.length ?? 0;
  }
  return count;
}
