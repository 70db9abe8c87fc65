/** How deep a document nests: what reads it goes down level by level, and would run out of stack. */
import {
  Kind,
  Lexer,
  Source,
  TokenKind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Brackets within brackets, fragments in fragments. On a stack of Node's usual size the parser gives up at some 1,500 levels, the
 * comparison of fields of the same name at some 700; a client that asks for what there is needs fewer than 30.
 */
export const MOST_LEVELS = 200;

const OPENERS = /[{[(]/g;
const STEPS: Readonly<Record<string, number>> = {
  [TokenKind.BRACE_L]: 1,
  [TokenKind.BRACKET_L]: 1,
  [TokenKind.PAREN_L]: 1,
  [TokenKind.BRACE_R]: -1,
  [TokenKind.BRACKET_R]: -1,
  [TokenKind.PAREN_R]: -1,
};

/** Most documents have too few brackets to nest too deep, however they are arranged. */
export function hasManyBrackets(text: string): boolean {
  let count = 0;
  while (OPENERS.test(text)) {
    count += 1;
    if (count > MOST_LEVELS) break;
  }
  OPENERS.lastIndex = 0;
  return count > MOST_LEVELS;
}

/** Before it is parsed: whether its brackets nest too deep, as far as it would be read. */
export function hasDeepBrackets(text: string, mostTokens: number): boolean {
  const lexer = new Lexer(new Source(text));
  let level = 0;
  try {
    for (let count = 0; count <= mostTokens; count += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      level += STEPS[kind] ?? 0;
      if (level > MOST_LEVELS) return true;
    }
  } catch {
    // Not GraphQL: the parser says what is wrong, where it is.
  }
  return false;
}

/** Before it is validated: whether its selections nest too deep, with fragments spread. A circle of fragments does not: it is refused as such. */
export function hasDeepSelections(document: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const heights = new Map<string, number>();
  /** How many levels there are in the set; without end when there are too many. */
  const heightOf = (set: SelectionSetNode | undefined, level: number): number => {
    if (set === undefined) return 0;
    if (level > MOST_LEVELS) return Number.POSITIVE_INFINITY;
    let height = 0;
    for (const node of set.selections) {
      const below =
        node.kind === Kind.FRAGMENT_SPREAD
          ? heightOfFragment(node.name.value, level + 1)
          : heightOf(node.selectionSet, level + 1);
      height = Math.max(height, below);
    }
    return 1 + height;
  };
  const heightOfFragment = (name: string, level: number): number => {
    const known = heights.get(name);
    if (known !== undefined) return known;
    heights.set(name, 0);
    const height = heightOf(fragments.get(name)?.selectionSet, level);
    heights.set(name, height);
    return height;
  };
  return document.definitions.some((node) => {
    if (node.kind === Kind.OPERATION_DEFINITION) return heightOf(node.selectionSet, 1) > MOST_LEVELS;
    // One that nobody spreads is read, too.
    return node.kind === Kind.FRAGMENT_DEFINITION && heightOfFragment(node.name.value, 1) > MOST_LEVELS;
  });
}
