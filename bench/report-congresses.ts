/** Reports congresses completed to our server: one, or many at once, as an import would. */
import type { Body, Country } from './open-country';

const ONE = `mutation ($input: ReportCongressCompletedInput!) {
  reportCongressCompleted(input: $input) { position }
}`;
const MANY = `mutation ($input: ReportCongressesCompletedInput!) {
  reportCongressesCompleted(input: $input) { reported { position } }
}`;
/** Mutations among which a batch is divided: each takes 1,000 reports at most. */
const MUTATIONS = 5;

export function reportOf({ code }: Body): Record<string, unknown> {
  return {
    organization: code,
    heldOn: '2020-02-28',
    delegatesSummoned: 120,
    delegatesAttended: 118,
    committeeElected: 9,
  };
}

/** Reported to another process than the one under test. */
export async function report(country: Country, body: Body): Promise<void> {
  await country.ask(country.writerUrl, ONE, { input: reportOf(body) });
}

export async function reportOne(country: Country): Promise<void> {
  for (const body of country.draw(1)) await report(country, body);
}

/** All mutations at once; resolves when all are answered. */
export async function reportBatch(country: Country, url: string, events: number): Promise<void> {
  const reports = country.draw(events).map(reportOf);
  const size = Math.ceil(events / MUTATIONS);
  const batches = Array.from({ length: MUTATIONS }, (_, index) => reports.slice(index * size, (index + 1) * size));
  await Promise.all(batches.map((batch) => country.ask(url, MANY, { input: { reports: batch } })));
}

export async function readPosition(country: Country): Promise<number> {
  const answer = await country.ask<{ progress: { position: number } }>(country.writerUrl, '{ progress { position } }');
  return answer.progress.position;
}
