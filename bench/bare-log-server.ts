/** The least that anybody could do to read the log: pages of the columns that answers need, by `pg` alone, and dropped. */
import { Client } from 'pg';
import { answerCommands } from './answer-commands';
import { gauges } from './gauges';
import type { Selection } from './selections';

export interface BareReading {
  databaseUrl: string;
  selection: Selection;
  kinds: readonly string[];
  after: number;
  upTo: number;
}

const PAGE = 256;

const FROM = `FROM log_entry AS entry
  WHERE entry.position > $1 AND entry.position <= $2 AND entry.kind = ANY($3)
  ORDER BY entry.position LIMIT ${PAGE}`;

/** The columns of the selections in `selections.ts`. */
const READ: Record<Selection, string> = {
  flat: `SELECT position, mark, kind, path, body, totals, day ${FROM}`,
  nested: `
    SELECT entry.*, body.code, body.name, above.code AS "codeAbove", above.name AS "nameAbove", total.planned, total.completed
      FROM (SELECT position, mark, kind, path, entry.body, totals, day ${FROM}) AS entry
      JOIN organization AS body ON body.id = entry.path[cardinality(entry.path)]
      JOIN organization AS above ON above.id = body.parent_id
     CROSS JOIN LATERAL (
       SELECT sum(planned)::integer AS planned, sum(completed)::integer AS completed
         FROM progress_current WHERE organization_id = above.id
     ) AS total
     ORDER BY entry.position`,
};

const commands = {
  ...gauges,
  /** How many there were. */
  read: async ({ databaseUrl, selection, kinds, after, upTo }: BareReading): Promise<number> => {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      let count = 0;
      for (let from: number | undefined = after; from !== undefined;) {
        const { rows }: { rows: { position: number }[] } = await client.query({
          name: selection,
          text: READ[selection],
          values: [from, upTo, kinds],
        });
        count += rows.length;
        from = rows.at(-1)?.position;
      }
      return count;
    } finally {
      await client.end();
    }
  },
};

export type BareLogCommands = typeof commands;

answerCommands(commands);
