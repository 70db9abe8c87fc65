/** What an operation costs: the fields that its answer may have, and the work behind them. */
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
import { costOfPage } from '../api/page';

type Values = Record<string, unknown>;

interface Measured {
  args: Values;
  /** What the selection below costs, once. */
  childComplexity: number;
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Subscription']);
const USUAL_LIST = 20;

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

/** A page of a root field goes through a list of the whole country, to search or count it, however short the page is. */
const WALK = 2_000;

/** Lists within lists multiply: a sum stays a number that can be shown. */
const MOST = Number.MAX_SAFE_INTEGER;

const META_FIELDS = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field] as const),
);

/** Of a valid operation; a field whose arguments cannot be taken costs 1, because nothing is done for it. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): number {
  const root = schema.getRootType(operation.operation);
  if (root == null) return 0;
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  return new CostMeter(schema, document, coerced).costOfSelections(operation.selectionSet, root);
}

class CostMeter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment costs the same wherever it is spread: an operation is measured in the time that it takes to read it. */
  private readonly known = new Map<string, number>();

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
  costOfSelections(set: SelectionSetNode, type: GraphQLCompositeType): number {
    const costs = new Map<string, number>();
    for (const node of set.selections) {
      if (!this.isIncluded(node)) continue;
      const { cost, on } = this.costOfSelection(node, type);
      for (const name of this.namesOf(on)) costs.set(name, Math.min(MOST, (costs.get(name) ?? 0) + cost));
    }
    return Math.max(0, ...costs.values());
  }

  private costOfSelection(node: SelectionNode, type: GraphQLCompositeType): { cost: number; on: GraphQLCompositeType } {
    if (node.kind === Kind.FIELD) return { cost: this.costOfField(node, type), on: type };
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = this.typeNamed(node.typeCondition?.name.value) ?? type;
      return { cost: this.costOfSelections(node.selectionSet, on), on };
    }
    const name = node.name.value;
    const fragment = this.fragments.get(name);
    const on = this.typeNamed(fragment?.typeCondition.name.value) ?? type;
    const cost =
      this.known.get(name) ?? (fragment === undefined ? 0 : this.costOfSelections(fragment.selectionSet, on));
    this.known.set(name, cost);
    return { cost, on };
  }

  private costOfField(node: FieldNode, type: GraphQLCompositeType): number {
    const { value: name } = node.name;
    const field = META_FIELDS.get(name) ?? (isUnionType(type) ? undefined : type.getFields()[name]);
    if (field === undefined) return 0;
    const args = orNothing(() => getArgumentValues(field, node, this.variables));
    if (args === undefined) return 1;
    const below = getNamedType(field.type);
    const childComplexity =
      isCompositeType(below) && node.selectionSet !== undefined ? this.costOfSelections(node.selectionSet, below) : 0;
    return Math.min(MOST, price(field, type, { args, childComplexity }));
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

/** A field that knows its price says so itself; a list costs its length times what each element costs. */
function price(field: GraphQLField<unknown, unknown>, type: GraphQLCompositeType, measured: Measured): number {
  const own = field.extensions['complexity'] as number | ((measured: Measured) => number) | undefined;
  if (own !== undefined) return typeof own === 'number' ? own + measured.childComplexity : own(measured);
  if (field.args.some(({ name }) => name === 'first')) {
    return (ROOTS.has(type.name) ? WALK : 0) + costOfPage(measured);
  }
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  // The edges of a page were counted with the page.
  const isEdges = type.name.endsWith('Connection');
  const length = (type.name.startsWith('__') ? LENGTHS_OF_INTROSPECTION[field.name] : undefined) ?? USUAL_LIST;
  return 1 + (isList && !isEdges ? length : 1) * measured.childComplexity;
}

/** The library throws for values that cannot be taken. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
