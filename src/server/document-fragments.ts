/** The fragments of a document: by name, and whether one of them leads back to itself. */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The library takes the last of several of one name; they are refused afterwards. */
export function fragmentsOf(definitions: DocumentNode['definitions']): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}

/** Such a document cannot be spread. */
export function hasCircle(document: DocumentNode): boolean {
  const fragments = fragmentsOf(document.definitions);
  const done = new Set<string>();
  const above = new Set<string>();
  const leadsBack = (name: string): boolean => {
    if (above.has(name)) return true;
    if (done.has(name)) return false;
    done.add(name);
    above.add(name);
    const isCircle = spreadsIn(fragments.get(name)?.selectionSet).some(leadsBack);
    above.delete(name);
    return isCircle;
  };
  return [...fragments.keys()].some(leadsBack);
}

function spreadsIn(set: SelectionSetNode | undefined): string[] {
  return (set?.selections ?? []).flatMap((node) =>
    node.kind === Kind.FRAGMENT_SPREAD ? [node.name.value] : spreadsIn(node.selectionSet),
  );
}
