/** Says in an error about a document which argument is at fault: `input.reports.3.heldOn`. */
import { BREAK, GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/** Adds to errors about values the path of the argument and the code BAD_USER_INPUT; leaves others as they are. */
export function nameArguments(document: DocumentNode, errors: readonly Error[]): void {
  for (const error of errors) {
    if (!(error instanceof GraphQLError)) continue;
    const [node] = error.nodes ?? [];
    if (node === undefined || node.kind === Kind.FIELD) continue;
    const argument = argumentAt(document, (each) => each === node);
    if (argument !== undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', argument });
  }
}

/** The argument in which the variable is first used. */
export function argumentOfVariable(document: DocumentNode, name: string): string | undefined {
  return argumentAt(document, (node) => node.kind === Kind.VARIABLE && node.name.value === name);
}

/** Path of the argument in which the first such node stands; undefined when it stands in none. */
export function argumentAt(document: DocumentNode, isTarget: (node: ASTNode) => boolean): string | undefined {
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
