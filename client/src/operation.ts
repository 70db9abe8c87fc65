/** Operations and their answers as every GraphQL client sends and takes them. */
import type { DocumentNode, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { LONGEST_PAUSE } from './http-answer.ts';
import { printDocument } from './print-document.ts';

/** An operation as GraphQLWsLink, urql's subscriptionExchange and Relay's network send it. */
export interface Payload {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

/** The answer to an operation, or one of those that a subscription pushes. `extensions.position` says which position of the log it shows. */
export type Answer<Data = Record<string, unknown>> = FormattedExecutionResult<Data, Record<string, unknown>>;

export interface Sink<Data = Record<string, unknown>> {
  next: (answer: Answer<Data>) => void;
  /** What trying again does not solve: the GraphQL errors, or an Error. */
  error: (reason: unknown) => void;
  complete: () => void;
}

/** As code generators type documents, so that nobody has to say what comes back. */
interface Typed<Data, Variables> {
  __apiType?: (variables: Variables) => Data;
}

/** A document: its text, or what `gql` or a code generator makes of it. */
export type Document<Data, Variables> =
  string | (DocumentNode & Typed<Data, Variables>) | (Pick<string, 'toString'> & Typed<Data, Variables>);

export function toPayload<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Payload {
  const isNode = typeof document === 'object' && 'kind' in document;
  const query = isNode ? printDocument(document) : document.toString();
  return { query, variables: variables as Payload['variables'] };
}

export type GraphQLErrors = readonly GraphQLFormattedError[];

/** Of an answer of whoever it is: an empty list is none. */
export function errorsOf(answer: unknown): GraphQLErrors | undefined {
  const { errors } = (answer ?? {}) as { errors?: unknown };
  return Array.isArray(errors) && errors.length > 0 ? (errors as GraphQLErrors) : undefined;
}

export function codeOf(errors: GraphQLErrors | undefined): string | undefined {
  return errors?.map(({ extensions }) => extensions?.['code']).find((code) => typeof code === 'string');
}

/** Milliseconds after which the server takes the same again, where that is what it says: a budget is used up for the moment. */
export function retryAfterOf(errors: GraphQLErrors | undefined): number | undefined {
  const refused = errors?.find(({ extensions }) => extensions?.['code'] === 'LIMIT')?.extensions;
  const seconds = refused?.['retryAfter'];
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(LONGEST_PAUSE, seconds * 1_000) : undefined;
}

/** Whether the server is away for a moment, and answers if it is asked again. */
export function isPassing(errors: GraphQLErrors | undefined): boolean {
  return errors?.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE') === true;
}
