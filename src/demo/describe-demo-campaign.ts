/** Describes the campaign of the demo country: the congresses of 2020, with their window and deadlines. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Level } from '../organization/level';
import type { Region } from '../organization/region';

export interface DemoCampaign extends CampaignFacts {
  name: string;
  term: string;
  directive: string;
  regions: readonly Region[];
}

/** A campaign with these texts is recognised as the demo's. */
export const DEMO_TEXTS = {
  name: 'Đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
  term: '2020-2025',
  directive: 'Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
};

/** As data/provinces-2020.csv has them, from north to south. */
const REGIONS: readonly Region[] = [
  { code: 'NW', name: 'Tây Bắc', nameEn: 'Northwest' },
  { code: 'NE', name: 'Đông Bắc', nameEn: 'Northeast' },
  { code: 'RRD', name: 'Đồng bằng sông Hồng', nameEn: 'Red River Delta' },
  { code: 'NCC', name: 'Bắc Trung Bộ', nameEn: 'North Central Coast' },
  { code: 'SCC', name: 'Duyên hải Nam Trung Bộ', nameEn: 'South Central Coast' },
  { code: 'CH', name: 'Tây Nguyên', nameEn: 'Central Highlands' },
  { code: 'SE', name: 'Đông Nam Bộ', nameEn: 'Southeast' },
  { code: 'MRD', name: 'Đồng bằng sông Cửu Long', nameEn: 'Mekong River Delta' },
];

export function describeDemoCampaign(today: Day, followsClock: boolean): DemoCampaign {
  return {
    ...DEMO_TEXTS,
    startsOn: '2020-01-01',
    endsOn: '2021-02-01',
    today,
    followsClock,
    regions: REGIONS,
    deadlines: new Map([
      [Level.GRASSROOTS, '2020-06-30'],
      [Level.UPPER_GRASSROOTS, '2020-08-31'],
      [Level.CENTRALLY_RUN, '2020-10-31'],
    ]),
  };
}
