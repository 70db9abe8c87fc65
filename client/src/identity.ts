/** Who asks: the application is asked at each connect and each request, and for another token when one was refused. */
import { LineLost, messageOf, unauthenticated, type Identification, type TokenRefused } from './fault.ts';

/** `isRefused`: the server does not take the one given last, so get a new one. What is undefined is left out. */
export type Identify = (asked: { isRefused: boolean }) => Identified | undefined | Promise<Identified | undefined>;

type Identified = Readonly<Record<string, string | undefined>>;

/** So many others are tried one after the other when none is accepted in between. */
const MOST_REFUSALS = 3;

export class Identity {
  private renewing: Promise<Identification> | undefined;
  private readonly identify: Identify;
  private latest: Identification = {};
  /** How often there was another one; and of each that was given, after how many it was. */
  private renewals = 0;
  private readonly givenAfter = new WeakMap<Identification, number>();
  /** Since the last one that was accepted. */
  private refusals = 0;

  constructor(identify: Identify) {
    this.identify = identify;
  }

  /** Rejects with LineLost: what issues tokens may be away, too. Rejects with UNAUTHENTICATED when it cannot be sent. */
  async current(isRefused = false): Promise<Identification> {
    const { renewals } = this;
    let given: Identified | undefined;
    try {
      given = await this.identify({ isRefused });
    } catch (error) {
      throw new LineLost(`There is no token at the moment: ${messageOf(error)}`, { isUndone: true });
    }
    this.latest = toSendable(given ?? {});
    this.givenAfter.set(this.latest, renewals);
    return this.latest;
  }

  /** The server takes what it was sent. */
  accept(): void {
    this.refusals = 0;
  }

  /** Resolves when there is another one; rejects with UNAUTHENTICATED when it is the same that was refused, or none is accepted. */
  async renew({ sent, message }: TokenRefused): Promise<void> {
    // Many may be refused with the same one, one after another.
    if ((this.givenAfter.get(sent) ?? 0) < this.renewals) return;
    const isFirst = this.refusals === 0 && this.renewing === undefined;
    if (isFirst && !isSame(sent, this.latest)) {
      this.moveOn();
      return;
    }
    this.renewing ??= this.askAnother().finally(() => {
      this.renewing = undefined;
    });
    const another = await this.renewing;
    if (this.refusals <= MOST_REFUSALS && !isSame(sent, another)) return;
    this.refusals = 0;
    throw unauthenticated(message);
  }

  private async askAnother(): Promise<Identification> {
    const another = await this.current(true);
    this.moveOn();
    return another;
  }

  private moveOn(): void {
    this.renewals += 1;
    this.refusals += 1;
  }
}

/** Neither transport can do with what is no header: it would be asked for again and again. */
function toSendable(given: Identified): Identification {
  const entries = Object.entries(given).filter((each): each is [string, string] => each[1] != null);
  try {
    new Headers(entries);
  } catch (error) {
    throw unauthenticated(`What identify returns cannot be sent as headers: ${messageOf(error)}`);
  }
  return Object.fromEntries(entries);
}

function isSame(one: Identification, other: Identification): boolean {
  const written = (each: Identification): string => JSON.stringify(Object.entries(each).sort());
  return written(one) === written(other);
}
