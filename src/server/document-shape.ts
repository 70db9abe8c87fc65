/** The shape of a document: what it may not have too much of, counted before it is validated, because validating alone would take too long. */
import { Kind, type DocumentNode, type GraphQLError, type SelectionNode } from 'graphql';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import { toGraphQLError } from './format-error';
import type { Limits } from './limits';
import { MergedSelections } from './merged-selections';

type Shape = Pick<
  Limits,
  'definitions' | 'variables' | 'aliases' | 'directives' | 'rootFields' | 'breadth' | 'overlaps'
>;

const WORDS: Readonly<Record<keyof Shape, (actual: number, limit: number) => Message>> = {
  definitions: (actual, limit) =>
    say`The document has ${actual} operations and fragments, the limit is ${limit}. Send what one operation needs.`,
  variables: (actual, limit) =>
    say`The operation has ${actual} variables, the limit is ${limit}. Put values that belong together into one input, or split it.`,
  aliases: (actual, limit) =>
    say`The document has ${actual} aliases, the limit is ${limit}. Split it into smaller ones.`,
  directives: (actual, limit) =>
    say`The document has ${actual} directives, the limit is ${limit}. Leave out what is not to be answered, or split it.`,
  rootFields: (actual, limit) =>
    say`The operation has ${actual} fields at its root, the limit is ${limit}. Split it into smaller ones.`,
  breadth: (actual, limit) =>
    say`The document asks for ${actual} fields of one object, the limit is ${limit}. Split it into smaller ones.`,
  overlaps: (actual, limit) =>
    say`The document asks for the same fields again and again: ${actual} comparisons are needed to merge them, the limit is ${limit}. Ask for each field once, and spread fewer fragments side by side.`,
};

/** Of a document without a circle of fragments, that nests no deeper than MOST_LEVELS; undefined when it has too much of nothing. */
export function findShapeExcess(document: DocumentNode, limits: Shape): GraphQLError | undefined {
  const exceeded = (limit: keyof Shape, actual: number): boolean => actual > limits[limit];
  const written = countWritten(document);
  for (const limit of ['definitions', 'variables', 'aliases', 'directives'] as const) {
    if (exceeded(limit, written[limit])) return tooMuch(limit, written[limit], limits);
  }
  const merged = new MergedSelections(document, limits.overlaps);
  // Once there are too many of the last, the others have not been counted to the end.
  const found = (['rootFields', 'breadth', 'overlaps'] as const).find((limit) => exceeded(limit, merged[limit]));
  return found === undefined ? undefined : tooMuch(found, merged[found], limits);
}

function tooMuch(limit: keyof Shape, actual: number, limits: Shape): GraphQLError {
  const most = limits[limit];
  return toGraphQLError(new Problem('LIMIT', WORDS[limit](actual, most), { limit: most, actual }));
}

type Written = Pick<Shape, 'definitions' | 'variables' | 'aliases' | 'directives'>;

/** As it is written, before fragments are spread. */
function countWritten(document: DocumentNode): Written {
  const counted: Written = { definitions: document.definitions.length, variables: 0, aliases: 0, directives: 0 };
  const countSelection = (node: SelectionNode): void => {
    counted.directives += node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD && node.alias !== undefined) counted.aliases += 1;
    if (node.kind !== Kind.FRAGMENT_SPREAD) node.selectionSet?.selections.forEach(countSelection);
  };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const variables = node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : [];
    counted.variables = Math.max(counted.variables, variables.length);
    for (const { directives } of [node, ...variables]) counted.directives += directives?.length ?? 0;
    node.selectionSet.selections.forEach(countSelection);
  }
  return counted;
}
