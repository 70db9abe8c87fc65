/** Tells somebody in a browser why there is no page at the moment, with nothing that has to be worked out; it asks again by itself. */
import type { FastifyReply } from 'fastify';
import { Problem } from '../problem';
import { languageHeaders } from '../server/answer-language';
import { formatError, httpStatusOf, type ErrorLog } from '../server/format-error';
import { RefusedRequest } from '../server/refused-request';
import type { MessageLanguage } from '../words/translate';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Seconds after which it asks again, where nothing says when that may help. */
const AGAIN = 15;

export function sendRefusal(
  reply: FastifyReply,
  error: unknown,
  language: MessageLanguage,
  log: ErrorLog,
): FastifyReply {
  // A condition that does not hold, for one: no page would say more.
  if (error instanceof RefusedRequest) throw error;
  const retryAfter = error instanceof Problem ? error.details.retryAfter : undefined;
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  const { message } = formatError(error, log, language);
  const html = `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="${retryAfter ?? AGAIN}" />
    <title>Giao Ban</title>
  </head>
  <body>
    <p>${escapeHtml(message)}</p>
  </body>
</html>
`;
  return reply
    .status(httpStatusOf(error))
    .headers({ 'content-security-policy': POLICY, ...languageHeaders(language) })
    .type('text/html; charset=utf-8')
    .send(html);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
