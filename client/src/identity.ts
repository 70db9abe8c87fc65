/** Who asks: the application is asked at each connect and each request, and for another token when one was refused. */
import { LineLost, messageOf, unauthenticated, type Identification, type TokenRefused } from './fault.ts';

/** `isRefused`: the server does not take the one given last, so get a new one. */
export type Identify = (asked: {
  isRefused: boolean;
}) => Identification | undefined | Promise<Identification | undefined>;

export class Identity {
  private renewing: Promise<Identification> | undefined;
  private readonly identify: Identify;

  constructor(identify: Identify) {
    this.identify = identify;
  }

  /** Rejects with LineLost: what issues tokens may be away, too. */
  async current(isRefused = false): Promise<Identification> {
    try {
      return (await this.identify({ isRefused })) ?? {};
    } catch (error) {
      throw new LineLost(`There is no token at the moment: ${messageOf(error)}`, { isUndone: true });
    }
  }

  /** Resolves when there is another one; rejects with UNAUTHENTICATED when it is the same that was refused. */
  async renew({ sent, message }: TokenRefused): Promise<void> {
    this.renewing ??= this.current(true).finally(() => {
      this.renewing = undefined;
    });
    if (isSame(sent, await this.renewing)) throw unauthenticated(message);
  }
}

function isSame(one: Identification, other: Identification): boolean {
  const written = (each: Identification): string => JSON.stringify(Object.entries(each).sort());
  return written(one) === written(other);
}
