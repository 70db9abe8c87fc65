/** In which layout entries store totals: the newest one that every process on the database can read. */

/** The newest that this version reads. */
export const NEWEST_LAYOUT = 2;

/** Processes listen under this name, and so say what they read. Those of versions before there were layouts say none. */
export const LISTENER_NAME = `giaoban listener ${NEWEST_LAYOUT}`;

/** The layout of the head from now on, as an expression on `log_head`: the newest one once nobody listens who does not read it. */
export const ADOPTED_LAYOUT = `CASE WHEN totals_layout < ${NEWEST_LAYOUT} AND NOT EXISTS (
    SELECT FROM pg_stat_activity
     WHERE datname = current_database()
       AND application_name LIKE 'giaoban listener%' AND application_name <> '${LISTENER_NAME}'
  ) THEN ${NEWEST_LAYOUT} ELSE totals_layout END`;
