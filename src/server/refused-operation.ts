/** The answer over HTTP to an operation that was not begun, or came to nothing as a whole. */
import { GraphQLError } from 'graphql';
import type { MessageLanguage } from '../words/translate';
import { formatError, httpStatusOf, type ErrorLog } from './format-error';

export function statusOfRefused([first]: readonly Error[]): number {
  return first instanceof GraphQLError && first.originalError === undefined ? 400 : httpStatusOf(first);
}

export function writeRefused(errors: readonly Error[], log: ErrorLog, language: MessageLanguage): string {
  return `${JSON.stringify({ errors: errors.map((error) => formatError(error, log, language)) })}\n`;
}
