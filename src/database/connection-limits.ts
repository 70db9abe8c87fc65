/** What every connection to PostgreSQL is opened with: none waits for ever, and the system asks a quiet one whether it still stands. */

export const CONNECTION_LIMITS = {
  /** From the name's being looked up to the server's being ready. Whoever asks has waited long by then, and is told so. */
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  /** The system asks after so long, then every second; ten times without an answer, and the connection is broken. */
  keepAliveInitialDelayMillis: 10_000,
};
