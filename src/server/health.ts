/** `/healthz`: the process is alive. `/readyz`: it can answer, and so may be sent requests. */
import type { FastifyInstance } from 'fastify';

export interface Health {
  /** Why the server cannot answer at the moment; null when it can. */
  findObstacle: () => Promise<string | null>;
}

export function addHealth(app: FastifyInstance, { findObstacle }: Health): void {
  app.get('/healthz', { logLevel: 'warn' }, () => ({ status: 'alive' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const obstacle = await findObstacle();
    return obstacle === null ? { status: 'ready' } : reply.status(503).send({ status: 'not ready', because: obstacle });
  });
}
