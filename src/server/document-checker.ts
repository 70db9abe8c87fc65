/** Decides whether an operation may be executed, the same for every transport (P8); remembers the documents that it has checked. */
import { getOperationAST, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { findWrongValue, nameArguments } from './find-wrong-value';
import { findExcess, type Limits } from './limits';

type Checked = { document: DocumentNode; errors?: never } | { document?: never; errors: GraphQLError[] };

type OperationName = string | null | undefined;
type Variables = Record<string, unknown> | null | undefined;

/** Characters of the documents that are kept; their syntax trees may take a hundred times as much. */
const KEPT_CHARACTERS = 524_288;

export class DocumentChecker {
  private readonly valid: LRUCache<string, DocumentNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.valid = new LRUCache({ maxSize: KEPT_CHARACTERS, sizeCalculation: (_document, source) => source.length + 1 });
  }

  check(source: string, operationName: OperationName, variables: Variables): Checked {
    const { document, errors } = this.parse(source);
    if (document === undefined || errors.length > 0) return { errors };
    if (getOperationAST(document, operationName) == null) return { errors: [unknownOperation(operationName)] };
    const fault = findFault(this.schema, document, operationName, variables, this.limits);
    return fault === undefined ? { document } : { errors: [fault] };
  }

  private parse(source: string): { document?: DocumentNode; errors: GraphQLError[] } {
    const known = this.valid.get(source);
    if (known !== undefined) return { document: known, errors: [] };
    const checked = checkDocument(this.schema, source, this.limits);
    if (checked.document !== undefined && checked.errors.length === 0) this.valid.set(source, checked.document);
    return checked;
  }
}

/** Why a valid operation is not executed: a value that cannot be taken, or too much work; undefined when nothing speaks against it. */
export function findFault(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: OperationName,
  variables: Variables,
  limits: Limits,
): GraphQLError | undefined {
  return (
    findWrongValue(schema, document, operationName, variables) ??
    findExcess(schema, document, operationName, variables, limits)
  );
}

function checkDocument(
  schema: GraphQLSchema,
  source: string,
  limits: Limits,
): { document?: DocumentNode; errors: GraphQLError[] } {
  try {
    const document = parse(source, { maxLexicalTokens: limits.tokens });
    const errors = validate(schema, document);
    nameArguments(document, errors);
    return { document, errors: [...errors] };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

/** In the words of the GraphQL library, as over HTTP. */
function unknownOperation(name: OperationName): GraphQLError {
  return new GraphQLError(
    name == null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
  );
}
