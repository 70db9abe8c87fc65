/** Decides whether an operation may be executed, the same for every transport (P8); remembers the documents that it has checked. */
import { getOperationAST, GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { findWrongValue } from './find-wrong-value';
import { checkDocument, findExcess, type Limits } from './limits';

type Verdict = { document: DocumentNode; errors?: never } | { document?: never; errors: GraphQLError[] };

/** Characters of the documents that are kept; their trees may take a hundred times as much. */
const KEPT_CHARACTERS = 524_288;

export class DocumentChecker {
  private readonly valid: LRUCache<string, DocumentNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.valid = new LRUCache({ maxSize: KEPT_CHARACTERS, sizeCalculation: (_document, source) => source.length + 1 });
  }

  check(
    source: string,
    operationName: string | null | undefined,
    variables: Record<string, unknown> | null | undefined,
  ): Verdict {
    const { document, errors } = this.parse(source);
    if (document === undefined || errors.length > 0) return { errors };
    if (getOperationAST(document, operationName) == null) return { errors: [unknownOperation(operationName)] };
    const asked = [this.schema, document, operationName, variables] as const;
    const fault = findWrongValue(...asked) ?? findExcess(...asked, this.limits);
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

/** In the words of the GraphQL library, as over HTTP. */
function unknownOperation(name: string | null | undefined): GraphQLError {
  return new GraphQLError(
    name == null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
  );
}
