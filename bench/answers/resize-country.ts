/** The demo country with fewer organizations, or with more. */
import type { DemoCountry, DemoOrganization } from '../../src/demo/demo-country';
import { Level } from '../../src/organization/level';

/** So many organizations: the centrally-run bodies always, and of what lies below them as much as there is room for. */
export function resizeCountry(country: DemoCountry, organizations: number): DemoCountry {
  return organizations < country.organizations.length
    ? reduce(country, organizations)
    : enlarge(country, organizations);
}

function reduce({ organizations, decisions }: DemoCountry, wanted: number): DemoCountry {
  const isHigh = ({ level }: DemoOrganization): boolean => level === Level.CENTRAL || level === Level.CENTRALLY_RUN;
  const kept = new Set(organizations.filter(isHigh).map(({ code }) => code));
  for (const { code } of organizations) {
    if (kept.size < wanted) kept.add(code);
  }
  return {
    organizations: organizations.filter(({ code }) => kept.has(code)),
    decisions: decisions.filter(({ organization }) => kept.has(organization)),
  };
}

/** The grassroots have neighbours like themselves, whose congresses are planned and nothing more. */
function enlarge({ organizations, decisions }: DemoCountry, wanted: number): DemoCountry {
  const grassroots = organizations.filter(({ level }) => level === Level.GRASSROOTS);
  const missing = wanted - organizations.length;
  const neighbours = new Map(
    grassroots.map(({ code }, index) => {
      const count = Math.floor(missing / grassroots.length) + (index < missing % grassroots.length ? 1 : 0);
      return [code, Array.from({ length: count }, (_each, number) => `${code}${number + 1}`)];
    }),
  );
  return {
    organizations: organizations.flatMap((each) => [
      each,
      ...(neighbours.get(each.code) ?? []).map((code) => ({ ...each, code })),
    ]),
    decisions: decisions.flatMap((each) => [
      each,
      ...(each.kind === 'PLANNED' ? (neighbours.get(each.organization) ?? []) : []).map((organization) => ({
        ...each,
        organization,
      })),
    ]),
  };
}
