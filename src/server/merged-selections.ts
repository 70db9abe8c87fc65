/** The selections of an operation as its answer has them: fragments spread, fields of the same name merged; and how much work it is to find out that they can be. */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf, type Fragments } from './document-fragments';

export class MergedSelections {
  /** The most fields that one object has in the answer. */
  breadth = 0;
  /** Comparisons of fields and of lists of fields, about as many as the library makes. It is not counted on once there are too many. */
  overlaps = 0;
  /** The most fields that one operation has at its root. */
  rootFields = 0;
  private readonly fragments: Fragments;
  private readonly spread = new Set<FragmentDefinitionNode>();

  constructor(
    { definitions }: DocumentNode,
    private readonly mostOverlaps: number,
  ) {
    this.fragments = fragmentsOf(definitions);
    for (const node of definitions) {
      if (node.kind === Kind.OPERATION_DEFINITION)
        this.rootFields = Math.max(this.rootFields, this.merge([node.selectionSet], true));
    }
    // Those that nobody spreads are validated, too; and of several of one name all.
    for (const node of definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION && !this.spread.has(node)) this.merge([node.selectionSet]);
    }
  }

  /** Of all these sets together, which are about the same object; returns how many fields it has. */
  private merge(sets: readonly SelectionSetNode[], isRoot = false): number {
    if (this.overlaps > this.mostOverlaps) return 0;
    const { fields, spreads, count } = this.collect(sets);
    if (!isRoot) this.breadth = Math.max(this.breadth, fields.size);
    // Each set and each fragment is held against each other one, name by name.
    this.overlaps += count + (sets.length + spreads - 1) * count;
    for (const { times } of fields.values()) this.overlaps += (times * (times - 1)) / 2;
    for (const { below } of fields.values()) if (below.length > 0) this.merge(below);
    return fields.size;
  }

  private collect(sets: readonly SelectionSetNode[]): { fields: Map<string, Merged>; spreads: number; count: number } {
    const fields = new Map<string, Merged>();
    const spread = new Set<FragmentDefinitionNode>();
    let count = 0;
    const add = (set: SelectionSetNode): void => {
      for (const node of set.selections) {
        count += 1;
        if (node.kind === Kind.FIELD) {
          const name = (node.alias ?? node.name).value;
          const known = fields.get(name) ?? { times: 0, below: [] };
          known.times += 1;
          if (node.selectionSet !== undefined) known.below.push(node.selectionSet);
          fields.set(name, known);
        } else if (node.kind === Kind.INLINE_FRAGMENT) {
          add(node.selectionSet);
        } else {
          const fragment = this.fragments.get(node.name.value);
          if (fragment === undefined || spread.has(fragment)) continue;
          spread.add(fragment);
          this.spread.add(fragment);
          add(fragment.selectionSet);
        }
      }
    };
    sets.forEach(add);
    return { fields, spreads: spread.size, count };
  }
}

/** A field of the answer: how often it is asked for, and what is asked of it. */
interface Merged {
  times: number;
  below: SelectionSetNode[];
}
