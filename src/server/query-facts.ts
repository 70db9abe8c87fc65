/** What is known of a query before it is answered: whether its answer is the same for all with the same rights at the same place of the log. */
import {
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { READS_BEYOND_THE_LOG } from '../api/beyond-the-log';
import { selectionOf } from '../api/selection';

/** An operation of a valid document, whatever its variables. */
interface QueryFacts {
  /** Whether it is a query, and all that it asks for is decided by rights, language and place. */
  isByPosition: boolean;
  name: string | undefined;
}

const known = new WeakMap<DocumentNode, Map<string, QueryFacts>>();

export function factsOf(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): QueryFacts {
  const ofDocument = known.get(document) ?? new Map<string, QueryFacts>();
  const key = operationName ?? '';
  const facts = ofDocument.get(key) ?? findFacts(schema, document, operationName);
  known.set(document, ofDocument.set(key, facts));
  return facts;
}

function findFacts(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): QueryFacts {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return { isByPosition: false, name: operation?.name?.value };
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const { fields } = selectionOf({ schema, operation, fragments });
  const isByPosition = [...fields].every((each) => fieldsNamed(schema, each).every((field) => !readsBeyond(field)));
  return { isByPosition, name: operation.name?.value };
}

function readsBeyond({ extensions }: GraphQLField<unknown, unknown>): boolean {
  return extensions[READS_BEYOND_THE_LOG] === true;
}

/** Of an interface, those of all types that may stand for it. */
function fieldsNamed(schema: GraphQLSchema, place: string): GraphQLField<unknown, unknown>[] {
  const [typeName = '', fieldName = ''] = place.split('.');
  const type = schema.getType(typeName);
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  return possible.map((each) => each.getFields()[fieldName]).filter((field) => field !== undefined);
}
