/** Why a socket is not read for a while: it is read again when nothing holds it back any more. */
import type { WebSocket } from 'ws';

type Hold = 'behind' | 'flood' | 'turn';

export class SocketHolds {
  private readonly holds = new Set<Hold>();

  constructor(private readonly socket: WebSocket) {}

  set(why: Hold, isHeld: boolean): void {
    if (isHeld) this.holds.add(why);
    else this.holds.delete(why);
    if (this.holds.size > 0) this.socket.pause();
    else this.socket.resume();
  }
}
