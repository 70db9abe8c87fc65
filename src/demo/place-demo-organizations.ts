/** Gives every organization of the demo country its id and its path from the root. */
import type { DemoOrganization } from './demo-country';

export interface PlacedOrganization extends DemoOrganization {
  /** 1, 2, 3 … in the order of the country: parents before their children. */
  id: number;
  parentId: number | null;
  /** Ids from the root down to this organization, which is the last. */
  path: number[];
}

export function placeDemoOrganizations(organizations: readonly DemoOrganization[]): PlacedOrganization[] {
  const byCode = new Map<string, PlacedOrganization>();
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
