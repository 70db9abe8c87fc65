/** What an operation costs: the fields that its answer may have, and the work behind them, in units of about ten microseconds. */
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  CHANGE,
  costOfPage,
  COUNTING,
  OPERATION,
  STATEMENT,
  USUAL_LIST,
  type Measured,
  type Price,
} from '../api/price';

type Values = Record<string, unknown>;

/** Of a selection: added up by what it is multiplied with, or shared by. */
interface Cost {
  own: number;
  /** What the edges of a page cost: as often as the page, which is outside of the selection, is long. */
  each: number;
  /** By the names of the work. */
  shared: ReadonlyMap<string, number>;
}

/** A root field that does not know better: whatever it is, it reads or changes something. */
const OF_ROOT: Readonly<Record<string, number>> = { Query: STATEMENT, Mutation: CHANGE, Subscription: STATEMENT };

/** Lengths of the lists of introspection, generously: USUAL_LIST would refuse the first query of explorers. */
const LENGTHS_OF_INTROSPECTION: Readonly<Record<string, number>> = {
  types: 80,
  fields: 6,
  args: 1,
  inputFields: 2,
  enumValues: 3,
  interfaces: 1,
  possibleTypes: 1,
  directives: 6,
};

/** Lists within lists multiply: a sum stays a number that can be shown. */
const MOST = Number.MAX_SAFE_INTEGER;

const META_FIELDS = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field] as const),
);

/** Of a valid operation, in units; a field whose arguments cannot be taken costs 1, because nothing is done for it. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): number {
  const root = schema.getRootType(operation.operation);
  if (root == null) return 0;
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const selected = new CostMeter(schema, document, coerced).costOfSelections(operation.selectionSet, root);
  return Math.min(MOST, OPERATION + total(selected));
}

class CostMeter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment costs the same wherever it is spread: an operation is measured in the time that it takes to read it. */
  private readonly known = new Map<string, Cost>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Values,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  /** Of the type that costs most, where several are possible. */
  costOfSelections(set: SelectionSetNode, type: GraphQLCompositeType): Cost {
    const costs = new Map<string, Cost>();
    for (const node of set.selections) {
      if (!this.isIncluded(node)) continue;
      const { cost, on } = this.costOfSelection(node, type);
      for (const name of this.namesOf(on)) costs.set(name, join(costs.get(name) ?? NOTHING, cost, add));
    }
    return [...costs.values()].reduce((most, cost) => join(most, cost, Math.max), NOTHING);
  }

  private costOfSelection(node: SelectionNode, type: GraphQLCompositeType): { cost: Cost; on: GraphQLCompositeType } {
    if (node.kind === Kind.FIELD) return { cost: this.costOfField(node, type), on: type };
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = this.typeNamed(node.typeCondition?.name.value) ?? type;
      return { cost: this.costOfSelections(node.selectionSet, on), on };
    }
    const name = node.name.value;
    const fragment = this.fragments.get(name);
    const on = this.typeNamed(fragment?.typeCondition.name.value) ?? type;
    const cost =
      this.known.get(name) ?? (fragment === undefined ? NOTHING : this.costOfSelections(fragment.selectionSet, on));
    this.known.set(name, cost);
    return { cost, on };
  }

  private costOfField(node: FieldNode, type: GraphQLCompositeType): Cost {
    const { value: name } = node.name;
    const field = META_FIELDS.get(name) ?? (isUnionType(type) ? undefined : type.getFields()[name]);
    if (field === undefined) return NOTHING;
    const args = orNothing(() => getArgumentValues(field, node, this.variables));
    if (args === undefined) return { ...NOTHING, own: 1 };
    const below = getNamedType(field.type);
    const selected =
      isCompositeType(below) && node.selectionSet !== undefined
        ? this.costOfSelections(node.selectionSet, below)
        : NOTHING;
    const cost = Math.min(MOST, price(field, type, measure(args, selected)));
    if (name === 'edges' && type.name.endsWith('Connection')) return { ...NOTHING, each: cost };
    const shared = (field.extensions['complexity'] as Price | undefined)?.shared;
    return shared === undefined
      ? { ...NOTHING, own: cost }
      : { own: cost, each: 0, shared: new Map([[shared.name, shared.units]]) };
  }

  /** What cannot be told is included, and refused when it is executed. */
  private isIncluded(node: SelectionNode): boolean {
    const skip = orNothing(() => getDirectiveValues(GraphQLSkipDirective, node, this.variables));
    const include = orNothing(() => getDirectiveValues(GraphQLIncludeDirective, node, this.variables));
    return skip?.['if'] !== true && include?.['if'] !== false;
  }

  private namesOf(type: GraphQLCompositeType): readonly string[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  }

  private typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

const NOTHING: Cost = { own: 0, each: 0, shared: new Map() };

const add = (a: number, b: number): number => Math.min(MOST, a + b);

function join(a: Cost, b: Cost, both: (a: number, b: number) => number): Cost {
  const shared = a.shared.size === 0 ? b.shared : new Map(a.shared);
  if (a.shared.size > 0) {
    for (const [name, units] of b.shared)
      (shared as Map<string, number>).set(name, Math.max(units, shared.get(name) ?? 0));
  }
  return { own: both(a.own, b.own), each: both(a.each, b.each), shared };
}

function total({ own, each, shared }: Cost): number {
  return [...shared.values()].reduce(add, add(own, each));
}

function measure(args: Values, selected: Cost): Measured {
  const rest = total({ ...selected, each: 0 });
  const page = { each: selected.each, rest, isCounted: selected.shared.has(COUNTING) };
  return { args, childComplexity: total(selected), page };
}

/** A field that knows its price says so itself; a list costs its length times what each element costs. */
function price(field: GraphQLField<unknown, unknown>, type: GraphQLCompositeType, measured: Measured): number {
  const own = field.extensions['complexity'] as number | Price | undefined;
  if (own !== undefined) return typeof own === 'number' ? own + measured.childComplexity : own(measured);
  if (field.args.some(({ name }) => name === 'first')) return costOfPage(measured);
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  // The edges of a page were counted with the page.
  const isEdges = type.name.endsWith('Connection');
  const length = (type.name.startsWith('__') ? LENGTHS_OF_INTROSPECTION[field.name] : undefined) ?? USUAL_LIST;
  const root = field.name.startsWith('__') ? undefined : OF_ROOT[type.name];
  return (root ?? 1) + (isList && !isEdges ? length : 1) * measured.childComplexity;
}

/** The library throws for values that cannot be taken. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
