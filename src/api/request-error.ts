/** An error about the request itself, of the kind that the GraphQL library throws, with its words in every language. */
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Message } from '../words/message';

export class RequestError extends GraphQLError {
  constructor(
    readonly said: Message,
    options: GraphQLErrorOptions = {},
  ) {
    super(String(said), options);
  }
}
