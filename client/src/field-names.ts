/** What the keys of an answer stand for: fields with their arguments, whatever they are called in the document that asked. */
import {
  Kind,
  valueFromASTUntyped,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Record<string, unknown>;

export interface NamedField {
  /** The same for the same field of the same thing, in whatever document: `progress({"level":"GRASSROOTS"})`. */
  name: string;
  /** What is selected of it; undefined for a value. */
  selection: Selection | undefined;
}

/** A field, and the type that the innermost fragment around it names. */
interface Candidate {
  node: FieldNode;
  type: string | undefined;
}

interface Around {
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Variables;
}

/** What one or several selection sets ask of a thing. */
export class Selection {
  private candidates: Map<string, Candidate[]> | undefined;
  private readonly named = new Map<string, NamedField>();

  constructor(
    private readonly sets: readonly SelectionSetNode[],
    private readonly around: Around,
  ) {}

  /** Undefined for a key that the document does not have. */
  find(key: string, type: string | undefined): NamedField | undefined {
    const candidates = (this.candidates ??= this.collect()).get(key);
    if (candidates === undefined) return undefined;
    const place = candidates.length === 1 ? key : `${key} ${type ?? ''}`;
    let field = this.named.get(place);
    if (field === undefined) this.named.set(place, (field = this.name(candidates, type)));
    return field;
  }

  private collect(): Map<string, Candidate[]> {
    const found = new Map<string, Candidate[]>();
    const gather = (set: SelectionSetNode, type: string | undefined): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const key = (node.alias ?? node.name).value;
          found.set(key, [...(found.get(key) ?? []), { node, type }]);
          continue;
        }
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.around.fragments.get(node.name.value) : node;
        if (fragment !== undefined) gather(fragment.selectionSet, fragment.typeCondition?.name.value ?? type);
      }
    };
    for (const set of this.sets) gather(set, undefined);
    return found;
  }

  /** Fragments on types that exclude each other may give one key to several fields: then the type of the thing decides. */
  private name(candidates: readonly Candidate[], type: string | undefined): NamedField {
    const names = candidates.map(({ node }) => this.nameOf(node));
    const own = candidates.findIndex((candidate) => candidate.type === type);
    const name = names[Math.max(own, 0)] ?? '';
    const same = candidates.filter((_, index) => names[index] === name);
    const sets = same.flatMap(({ node }) => node.selectionSet ?? []);
    return { name, selection: sets.length === 0 ? undefined : new Selection(sets, this.around) };
  }

  private nameOf({ name, arguments: given = [] }: FieldNode): string {
    if (given.length === 0) return name.value;
    const { variables } = this.around;
    const sorted = [...given].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
    const values = sorted.map((each: ArgumentNode) => [each.name.value, valueFromASTUntyped(each.value, variables)]);
    return `${name.value}(${JSON.stringify(Object.fromEntries(values))})`;
  }
}

const fragmentsOf = new WeakMap<DocumentNode, Map<string, FragmentDefinitionNode>>();

/** What an operation asks; undefined when its document is not known, as with persisted operations. */
export function readSelection(
  document: DocumentNode | undefined,
  operationName: string | null | undefined,
  variables: Variables | null | undefined,
): Selection | undefined {
  if (document === undefined) return undefined;
  let fragments = fragmentsOf.get(document);
  if (fragments === undefined) {
    const defined = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    fragmentsOf.set(document, (fragments = new Map(defined.map((each) => [each.name.value, each]))));
  }
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && (operationName == null || each.name?.value === operationName),
  );
  if (operation === undefined) return undefined;
  return new Selection([operation.selectionSet], { fragments, variables: { ...defaultsOf(operation), ...variables } });
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  const entries = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  return Object.fromEntries(entries);
}
