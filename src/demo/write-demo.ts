/** Writes the campaign and the organizations of a country with COPY, before its log is loaded. */
import type { PoolClient } from 'pg';
import { type DemoCampaign } from './describe-demo-campaign';
import { copyRows, toArrayText, type CopiedRow } from '../history/copy-rows';
import { type FoundedOrganization } from './found-demo-organizations';
import { searchTextOf } from '../organization/search-text';
export async function writeCampaign(client: PoolClient, campaign: DemoCampaign): Promise<void> {
  const { name, term, directive, startsOn, endsOn, today, followsClock, regions, deadlines } = campaign;
  await copyRows(client, 'campaign (name, term, directive, starts_on, ends_on, today, follows_clock, regions)', [
    [name, term, directive, startsOn, endsOn, today, followsClock, JSON.stringify(regions)],
  ]);
  await copyRows(client, 'deadline (level, due_on)', deadlines);
}

export async function writeOrganizations(
  client: PoolClient,
  organizations: Iterable<FoundedOrganization>,
): Promise<void> {
  await copyRows(
    client,
    'organization (id, code, name, name_en, level, kind, region, parent_id, path, search)',
    each(organizations, (one) => [
      one.id,
      one.code,
      one.name,
      one.nameEn,
      one.level,
      one.kind,
      one.region,
      one.parentId,
      toArrayText(one.path),
      searchTextOf(one),
    ]),
  );
}

function* each<T>(items: Iterable<T>, toRow: (item: T) => CopiedRow): Generator<CopiedRow> {
  for (const item of items) yield toRow(item);
}
