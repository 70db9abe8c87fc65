/** What the selection of an operation leads to: the names of its fields and of their types. */
import { getNamedType, TypeInfo, visit, visitWithTypeInfo, type GraphQLResolveInfo } from 'graphql';

export interface Selection {
  /** Such as `Organization.children`. */
  fields: ReadonlySet<string>;
  /** Such as `Congress`. */
  types: ReadonlySet<string>;
}

/** Of all fragments, too: one that is not used in the end does no harm. */
export function selectionOf({
  schema,
  operation,
  fragments,
}: Pick<GraphQLResolveInfo, 'schema' | 'operation' | 'fragments'>): Selection {
  const fields = new Set<string>();
  const types = new Set<string>();
  const info = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(info, {
    Field: () => {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      if (parent == null || field == null) return;
      fields.add(`${parent.name}.${field.name}`);
      types.add(getNamedType(field.type).name);
    },
  });
  for (const definition of [operation, ...Object.values(fragments)]) visit(definition, visitor);
  return { fields, types };
}
