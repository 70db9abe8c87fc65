/** How long a random test searches: `npm test` draws so often from one seed, `npm run test:long` for a time, from another seed each time. */

export interface Search {
  seed: number;
  /** Whether to draw once more; never true without a draw before. */
  goesOn: (draws: number) => boolean;
  /** For fast-check, which then counts and looks at the clock by itself; a share of the time for one of several searches. */
  budget: (searches?: number) => { seed: number; numRuns: number; interruptAfterTimeLimit?: number };
  /** Milliseconds that only a search that hangs takes; `beside` is for what is no search. */
  patience: (beside: number) => number;
}

const SEEDS = 2_147_483_647;

/** `name` begins the variables: `PROPERTY_SECONDS` searches for a time, `PROPERTY_SEED` repeats what failed. */
export function searchFor(name: 'PROPERTY' | 'ORACLE', draws: number): Search {
  const given = process.env[`${name}_SECONDS`];
  const seconds = given === undefined ? undefined : Number(given);
  const seed = Number(process.env[`${name}_SEED`] ?? (seconds === undefined ? 20_200_229 : Date.now() % SEEDS));
  const until = Date.now() + (seconds ?? 0) * 1_000;
  return {
    seed,
    goesOn: (done) => (seconds === undefined ? done < draws : Date.now() < until),
    budget: (searches = 1) =>
      seconds === undefined
        ? { seed, numRuns: draws }
        : { seed, numRuns: 1_000_000, interruptAfterTimeLimit: (seconds * 1_000) / searches },
    patience: (beside) => (seconds ?? 0) * 1_000 + beside,
  };
}

/** Of the draw of that number; fast-check says it when the draw fails. */
export function seedOf({ seed }: Search, draw: number): number {
  return (seed + draw) % SEEDS;
}
