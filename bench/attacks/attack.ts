/** What an attack is: something that one client, or many of one hand, can send. */

export interface Target {
  /** Of the server, as `http://127.0.0.1:4000`. */
  url: string;
  hostname: string;
  port: number;
  /** Of an ordinary viewer, the only one that attackers have. */
  token: string;
  /** The address that attackers come from: the others come from another one, as in life. */
  localAddress: string;
  /** Aborted when the attack is over. */
  signal: AbortSignal;
  /** Counts something that was sent, or what came of it. */
  tally: (what: string) => void;
}

export interface Attack {
  name: string;
  what: string;
  /** Begins; whatever it opens or repeats ends with the signal. */
  begin: (target: Target) => Promise<void> | void;
}
