/** `GET /metrics`, for those who carry the token; for everyone where there is none. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem';
import type { Metrics } from './open-metrics';

export function addMetricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (token !== undefined && !carriesToken(request.headers.authorization, token)) {
      const { code, message } = new Problem(
        'UNAUTHENTICATED',
        'The figures are for whoever runs this server: send METRICS_TOKEN as "Authorization: Bearer …".',
      );
      return reply
        .status(401)
        .header('www-authenticate', 'Bearer')
        .send({ errors: [{ message, extensions: { code } }] });
    }
    const { contentType, text } = await metrics.read();
    return reply.header('content-type', contentType).send(text);
  });
}

/** Takes the same time whatever the header carries. */
function carriesToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
