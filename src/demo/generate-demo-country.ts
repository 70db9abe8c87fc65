/** Generates the demo country as it is known on a business day: the same every time, and longer on a later day. */
import type { Day } from '../day';
import type { DemoCountry } from './demo-country';
import { foundDemoOrganizations } from './found-demo-organizations';
import { playDemoCampaign } from './play-demo-campaign';
import { readProvinces } from './read-provinces';

/** `provincesCsv` is the text of `data/provinces-2020.csv`. */
export function generateDemoCountry(today: Day, provincesCsv: string): DemoCountry {
  const { organizations, branches } = foundDemoOrganizations(readProvinces(provincesCsv));
  const decisions = playDemoCampaign(branches);
  const later = decisions.findIndex(({ recordedAt }) => recordedAt.slice(0, today.length) > today);
  return { organizations, decisions: later < 0 ? decisions : decisions.slice(0, later) };
}
