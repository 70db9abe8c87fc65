/** Founds every organization of the demo country, from the root down to 52,105 grassroots bodies. */
import { Level, OrganizationKind } from '../organization/level';
import { apportion } from './apportion';
import type { DemoOrganization } from './demo-country';
import { Draw } from './draw';
import { type CentrallyRunBody, listCentrallyRunBodies } from './list-centrally-run-bodies';
import {
  type NamedPlace,
  nameGrassroots,
  type Names,
  nameUpperBody,
  placeOfDistrict,
  placeOfOtherUpperBody,
  placeOfUpperBody,
} from './name-demo-organization';
import type { Province } from './read-provinces';

export const ROOT_CODE = 'VN';

/** A centrally-run body with the codes of all bodies below it. */
export interface Branch {
  code: string;
  upperBodies: string[];
  grassroots: { code: string; parentCode: string }[];
}

interface DemoTree {
  organizations: DemoOrganization[];
  branches: Branch[];
}

export function foundDemoOrganizations(provinces: readonly Province[]): DemoTree {
  const tree: DemoTree = { organizations: [ROOT], branches: [] };
  for (const body of listCentrallyRunBodies(provinces)) foundBranch(body, tree);
  return tree;
}

const ROOT: DemoOrganization = {
  code: ROOT_CODE,
  parentCode: null,
  name: 'Đảng Cộng sản Việt Nam',
  nameEn: 'Communist Party of Viet Nam',
  level: Level.CENTRAL,
  kind: OrganizationKind.ROOT,
  region: null,
};

function foundBranch(body: CentrallyRunBody, { organizations, branches }: DemoTree): void {
  const { code, name, nameEn, kind, region, directGrassroots } = body;
  organizations.push({ code, parentCode: ROOT_CODE, name, nameEn, level: Level.CENTRALLY_RUN, kind, region });
  const branch: Branch = { code, upperBodies: [], grassroots: [] };
  branches.push(branch);
  foundGrassroots(code, body.place, directGrassroots, branch, organizations);
  const places = placesOfUpperBodies(body);
  const sizes = apportion(body.grassroots - directGrassroots, weightsOfUpperBodies(body));
  places.forEach((place, index) => {
    const upper = `${code}.${String(index + 1).padStart(3, '0')}`;
    organizations.push(local(upper, code, Level.UPPER_GRASSROOTS, nameUpperBody(place)));
    branch.upperBodies.push(upper);
    foundGrassroots(upper, place, sizes[index] ?? 0, branch, organizations);
  });
}

function placesOfUpperBodies({ place, districts, otherUpperBodies }: CentrallyRunBody): NamedPlace[] {
  return Array.from({ length: districts + otherUpperBodies }, (_, index) => {
    const number = index + 1;
    if (number <= districts) return placeOfDistrict(number, place);
    if (districts === 0) return placeOfUpperBody(number, place);
    return placeOfOtherUpperBody(index - districts, number, place);
  });
}

function weightsOfUpperBodies({ code, districts, otherUpperBodies }: CentrallyRunBody): number[] {
  const draw = new Draw(`${code}/sizes`);
  return Array.from({ length: districts + otherUpperBodies }, (_, index) =>
    index < districts ? draw.between(80, 120) : draw.between(40, 120),
  );
}

function foundGrassroots(
  parentCode: string,
  place: NamedPlace,
  count: number,
  branch: Branch,
  organizations: DemoOrganization[],
): void {
  for (let number = 1; number <= count; number++) {
    const code = `${parentCode}.${String(number).padStart(4, '0')}`;
    organizations.push(local(code, parentCode, Level.GRASSROOTS, nameGrassroots(number, place)));
    branch.grassroots.push({ code, parentCode });
  }
}

function local(code: string, parentCode: string, level: Level, names: Names): DemoOrganization {
  return { code, parentCode, ...names, level, kind: OrganizationKind.LOCAL, region: null };
}

/** With its place in the tree. */
export interface FoundedOrganization extends DemoOrganization {
  /** 1, 2, 3 … in the order of the country: parents before their children. */
  id: number;
  parentId: number | null;
  /** Ids from the root down to this organization, which is the last. */
  path: number[];
}

export function placeDemoOrganizations(organizations: readonly DemoOrganization[]): FoundedOrganization[] {
  const byCode = new Map<string, FoundedOrganization>();
  return organizations.map((organization, index) => {
    const id = index + 1;
    const parent = organization.parentCode === null ? undefined : byCode.get(organization.parentCode);
    if (parent === undefined && organization.parentCode !== null) {
      throw new Error(`${organization.code} comes before its parent ${organization.parentCode}.`);
    }
    const placed = { ...organization, id, parentId: parent?.id ?? null, path: [...(parent?.path ?? []), id] };
    byCode.set(placed.code, placed);
    return placed;
  });
}
