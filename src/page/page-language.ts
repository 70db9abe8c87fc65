/** In which language a page is written: as its address says, or as the browser asks for; in Vietnamese for who asks for neither. */
import type { FastifyRequest } from 'fastify';
import { chooseLanguage } from '../server/negotiate';
import type { MessageLanguage } from '../words/translate';

export function languageOfPage({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): MessageLanguage {
  const { lang } = query as Record<string, unknown>;
  return lang === 'vi' || lang === 'en' ? lang : chooseLanguage(headers['accept-language'], 'vi');
}
