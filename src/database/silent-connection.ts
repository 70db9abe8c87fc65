/** The error with which a connection is destroyed that gives no sign of life; to its callers it is one that was lost. */

export class SilentConnection extends Error {
  /** As the system says it of a connection that it has given up. */
  readonly code = 'ETIMEDOUT';

  constructor(
    /** Not only this connection: the server could not be reached either. */
    readonly isServerAway: boolean,
  ) {
    super(
      isServerAway
        ? 'Connection terminated: nothing comes from the database, and it cannot be reached.'
        : 'Connection terminated: the database has answered, and nothing came.',
    );
    this.name = 'SilentConnection';
  }
}
