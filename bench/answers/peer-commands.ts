/** What a peer's process does for the benchmark. */

/** An answer of ours, which the constants repeat. */
export interface Constant {
  name: string;
  /** Of its one field. */
  value: unknown;
  /** All of its bytes. */
  answer: string;
}

export interface PeerStart {
  databaseUrl: string;
  constants?: readonly Constant[];
}

// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface has no index signature
export type PeerCommands = {
  /** Resolves with the URL of its endpoint. */
  start: (start: PeerStart) => Promise<string>;
};
