/** What clients ask for and what comes of it, and which sockets this server closes. */
import { Counter, type Registry } from 'prom-client';
import type { ServedOperation } from '../server/served-operation';
import type { ClosedSocket } from '../server/socket-connection';
import { watchChannels } from '../process/watch-channels';

export function countOperations(registry: Registry): () => void {
  const registers = [registry];
  const operations = new Counter({
    name: 'giaoban_operations_total',
    help: 'GraphQL operations by type and outcome: OK, or the code of the first error. A subscription counts when it has begun or was refused; the type is unknown when the document could not be read.',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const closed = new Counter({
    name: 'giaoban_sockets_closed_total',
    help: 'WebSockets that this server has closed, by closing code; 1006 when it broke the line of one that gave no sign of life.',
    labelNames: ['code'],
    registers,
  });
  return watchChannels({
    'tracing:giaoban.server.operation:asyncEnd': ({ type, outcome = 'INTERNAL_SERVER_ERROR' }: ServedOperation) => {
      // A page that a browser was shown is no operation.
      if (type !== 'unknown' || outcome !== 'OK') operations.inc({ type, outcome });
    },
    'giaoban.server.socket.closed': ({ code }: ClosedSocket) => {
      closed.inc({ code });
    },
  });
}
