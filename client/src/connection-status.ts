/** How the connection is, for an application to show. */
import { Listeners } from './listeners.ts';

export interface ConnectionStatus {
  /**
   * `idle`: nothing is followed. `connecting`: for the first time. `live`: what happens comes at once. `lost`: it is being tried
   * again. `refused`: the server does not take the token, and there is no other one.
   */
  readonly state: 'idle' | 'connecting' | 'live' | 'lost' | 'refused';
  readonly transport: 'websocket' | 'sse';
  /** Why it was lost or refused. */
  readonly reason?: string;
}

export class StatusBoard {
  readonly listeners = new Listeners<[ConnectionStatus]>();
  private status: ConnectionStatus;

  constructor(transport: ConnectionStatus['transport']) {
    this.status = { state: 'idle', transport };
  }

  get current(): ConnectionStatus {
    return this.status;
  }

  show(status: ConnectionStatus): void {
    const { state, transport, reason } = this.status;
    if (status.state === state && status.transport === transport && status.reason === reason) return;
    this.status = status;
    this.listeners.tell(status);
  }
}
