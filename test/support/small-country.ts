/** The demo country cut down: two provinces whole, and of everything else what its published figures count. */
import type { DataSource } from 'typeorm';
import { inTransaction } from '../../src/database/in-transaction';
import { NO_LIMITS } from '../../src/database/statement-limits';
import type { DemoCountry } from '../../src/demo/demo-country';
import { describeDemoCampaign } from '../../src/demo/describe-demo-campaign';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import type { DemoOptions } from '../../src/demo/load-demo';
import { placeDemoOrganizations } from '../../src/demo/found-demo-organizations';
import { playDemoRecords } from '../../src/demo/play-demo-records';
import { DemoLog } from '../../src/demo/simulate-log';
import { writeCampaign, writeOrganizations } from '../../src/demo/write-demo';
import { clientOf } from '../../src/history/copy-rows';
import { loadHistory } from '../../src/history/load-history';

const WHOLE_PROVINCES = ['01', '02'];

/**
 * About 5,500 organizations of 53,482: the root and the 67 bodies below it, all of two provinces, every pilot, every
 * congress that anything has happened to beside its plan, and what lies above these.
 */
export function cutDown({ organizations, decisions }: DemoCountry): DemoCountry {
  const kept = new Set<string>();
  const keep = (code: string): void => {
    for (let at = code; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) kept.add(at);
  };
  for (const { code } of organizations) {
    const [body = ''] = code.split('.');
    if (body === code || WHOLE_PROVINCES.includes(body)) keep(code);
  }
  for (const decision of decisions) {
    if (decision.kind !== 'PLANNED' || decision.pilot) keep(decision.organization);
  }
  return {
    organizations: organizations.filter(({ code }) => kept.has(code)),
    decisions: decisions.filter(({ organization }) => kept.has(organization)),
  };
}

export function loadSmallCountry(dataSource: DataSource, options: DemoOptions): Promise<void> {
  return loadCountry(dataSource, options, cutDown);
}

/** As `loadDemo` loads the whole one. */
export async function loadCountry(
  dataSource: DataSource,
  { today, provincesCsv, followsClock }: DemoOptions,
  resize: (country: DemoCountry) => DemoCountry,
): Promise<void> {
  const resized = resize(generateDemoCountry(today, provincesCsv));
  const organizations = placeDemoOrganizations(resized.organizations);
  const campaign = describeDemoCampaign(today, followsClock);
  const log = new DemoLog(organizations, resized.decisions, campaign, playDemoRecords(today, provincesCsv));
  await inTransaction(dataSource, async (manager) => {
    await manager.query(NO_LIMITS);
    const client = await clientOf(manager);
    await loadHistory(client, log, log.entries(), async () => {
      await writeCampaign(client, campaign);
      await writeOrganizations(client, organizations);
    });
  });
}
