/** The row of an indicator, without its position, from which the next one is made. */
import type { Indicator } from './indicator';

export function rowOf(indicator: Indicator) {
  return {
    id: indicator.id,
    organization_id: indicator.organizationId,
    code: indicator.code,
    name: indicator.name,
    name_en: indicator.nameEn,
    unit: indicator.unit,
    unit_en: indicator.unitEn,
    over_organizations: indicator.overOrganizations,
    over_months: indicator.overMonths,
    description: indicator.description,
    retired: indicator.retired,
  };
}
