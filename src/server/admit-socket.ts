/** Lets a client in over WebSocket, or closes its socket: by the token and in the language that the parameters of the connection name. */
import { CloseCode } from 'graphql-ws';
import { say } from '../words/message';
import { TRY_AGAIN_LATER } from './close-socket';
import { formatError, type ErrorLog } from './format-error';
import type { Places } from './places';
import { atExpiry, type Authenticate, type Session } from './session';
import type { SocketConnection } from './socket-connection';
import { chooseLanguage } from './negotiate';

interface Admission {
  authenticate: Authenticate;
  places: Places;
  log: ErrorLog;
}

export async function admitSocket(
  connection: SocketConnection,
  parameters: Record<string, unknown>,
  { authenticate, places, log }: Admission,
): Promise<boolean> {
  const authorization = readParameter(parameters, 'authorization');
  const acceptLanguage = readParameter(parameters, 'acceptLanguage') ?? readParameter(parameters, 'accept-language');
  if (acceptLanguage !== undefined) connection.language = chooseLanguage(acceptLanguage);
  const { language, address } = connection;
  let session: Session;
  try {
    session = await authenticate({ authorization, language, address });
  } catch (error) {
    const { message, extensions } = formatError(error, log, language);
    const isPassing = extensions?.['code'] === 'UNAVAILABLE';
    connection.close(isPassing ? TRY_AGAIN_LATER : CloseCode.Forbidden, message);
    return false;
  }
  // It may have been closed meanwhile, and would leave the timer behind.
  if (!connection.isOpen) return false;
  const refused = places.refuse(address);
  if (refused !== undefined) {
    connection.close(TRY_AGAIN_LATER, refused.reason);
    return false;
  }
  connection.letIn(session, places.take(address));
  connection.forgetExpiry = atExpiry(session, () => {
    connection.close(CloseCode.Forbidden, say`The token has expired. Come back with a new one.`);
  });
  return true;
}

/** In whatever case: clients that send headers over HTTP send the same here. */
function readParameter(parameters: Record<string, unknown>, name: string): string | undefined {
  const key = Object.keys(parameters).find((each) => each.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? undefined : parameters[key];
  return typeof value === 'string' ? value : undefined;
}
