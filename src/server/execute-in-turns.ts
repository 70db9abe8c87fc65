/** Lets executions give way: between the parts of a large answer everybody else has a turn, and nothing more is done once nobody waits for it (P23). */
import {
  defaultFieldResolver,
  getNamedType,
  isCompositeType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Operation } from '../access/operation';

/** Fields that lead to objects look at the clock: plain ones are too cheap for that. What introspection asks for is the library's. */
export function executeInTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isCompositeType(getNamedType(field.type))) giveWay(field as GraphQLField<unknown, Operation>);
    }
  }
  return schema;
}

function giveWay(field: GraphQLField<unknown, Operation>): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, operation, info): unknown => {
    if (operation.isTurnOver) return operation.nextTurn().then(() => resolve(source, args, operation, info));
    const result = resolve(source, args, operation, info);
    if (!(result instanceof Promise)) return result;
    // Loaders answer many at once, and what is below each of them is completed in the very turn in which they do.
    return result.then((value: unknown) => (operation.isTurnOver ? operation.nextTurn().then(() => value) : value));
  };
}
