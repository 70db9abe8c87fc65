/** The places of subscribers: so many in all, and so many for each address. */
import type { Limits } from './limits';
import { say, type Message } from '../words/message';

export interface PlaceRefusal {
  reason: Message;
  /** How many there are. */
  limit: number;
}

export class Places {
  private taken = 0;
  private readonly byAddress = new Map<string, number>();

  constructor(private readonly limits: Pick<Limits, 'connections' | 'connectionsPerAddress'>) {}

  /** Why there is none for that address; undefined when there is one. */
  refuse(address: string): PlaceRefusal | undefined {
    const { connections, connectionsPerAddress } = this.limits;
    if (this.taken >= connections) {
      const reason = say`This server already has ${connections} connections. Come back later.`;
      return { reason, limit: connections };
    }
    if ((this.byAddress.get(address) ?? 0) < connectionsPerAddress) return undefined;
    const reason = say`Your address already has ${connectionsPerAddress} connections to this server. Close some, or come back later.`;
    return { reason, limit: connectionsPerAddress };
  }

  /** Returns what gives it back. */
  take(address: string): () => void {
    this.count(address, 1);
    let isGivenBack = false;
    return () => {
      if (!isGivenBack) this.count(address, -1);
      isGivenBack = true;
    };
  }

  private count(address: string, more: 1 | -1): void {
    this.taken += more;
    const count = (this.byAddress.get(address) ?? 0) + more;
    if (count === 0) this.byAddress.delete(address);
    else this.byAddress.set(address, count);
  }
}
