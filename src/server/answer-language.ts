/** In which language an answer over HTTP says what is wrong, and how it tells that to caches (RFC 9110 8.5, 12.5.5). */
import type { FastifyRequest } from 'fastify';
import { chooseLanguage } from './negotiate';
import { type MessageLanguage } from '../words/translate';

/** Where an answer says it. */
export const CONTENT_LANGUAGE = 'content-language';

export function languageOfRequest({ headers }: Pick<FastifyRequest, 'headers'>): MessageLanguage {
  return chooseLanguage(headers['accept-language']);
}

/** Of what people read in a browser: as the address says, or as the browser asks for; in Vietnamese for who asks for neither. */
export function languageOfPage({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): MessageLanguage {
  const { lang } = query as Record<string, unknown>;
  return lang === 'vi' || lang === 'en' ? lang : chooseLanguage(headers['accept-language'], 'vi');
}

/** Of an answer that has words. */
export function languageHeaders(language: MessageLanguage): Record<string, string> {
  return { [CONTENT_LANGUAGE]: language };
}

/** Apollo formats an error without saying for whom. */
const languages = new WeakMap<Error, MessageLanguage>();

export function tellIn(language: MessageLanguage, errors: readonly Error[]): void {
  for (const error of errors) languages.set(error, language);
}

export function languageToTell(error: unknown): MessageLanguage | undefined {
  return error instanceof Error ? languages.get(error) : undefined;
}
