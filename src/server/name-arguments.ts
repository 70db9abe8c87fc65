/** Says in a validation error which argument is at fault: `input.reports.3.heldOn`. */
import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/** Adds to errors about values the path of the argument and the code BAD_USER_INPUT; leaves others as they are. */
export function nameArguments(document: DocumentNode, errors: readonly Error[]): void {
  for (const error of errors) {
    if (!(error instanceof GraphQLError)) continue;
    const [node] = error.nodes ?? [];
    const argument = node === undefined ? undefined : argumentAt(document, node);
    if (argument !== undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', argument });
  }
}

function argumentAt(document: DocumentNode, target: ASTNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    enter(node, key, _parent, _path, ancestors) {
      if (node !== target || node.kind === Kind.FIELD) return;
      const chain = [...ancestors.filter(isNode), node];
      const steps = chain.flatMap((each, index) => stepInto(each, chain[index + 1], key));
      if (chain.some((each) => each.kind === Kind.ARGUMENT)) found = steps.join('.');
    },
  });
  return found;
}

function stepInto(node: ASTNode, next: ASTNode | undefined, key: string | number | undefined): (string | number)[] {
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return [node.name.value];
  if (node.kind !== Kind.LIST) return [];
  const index = next === undefined ? Number(key) : node.values.findIndex((value) => value === next);
  return index < 0 ? [] : [index];
}

function isNode(value: ASTNode | readonly ASTNode[]): value is ASTNode {
  return !Array.isArray(value);
}
