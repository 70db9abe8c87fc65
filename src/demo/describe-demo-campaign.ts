/** Describes the campaign of the demo country: the congresses of 2020, with their window and deadlines. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Level } from '../organization/level';

export interface DemoCampaign extends CampaignFacts {
  name: string;
  term: string;
  directive: string;
}

/** A campaign with these texts is recognised as the demo's. */
export const DEMO_TEXTS = {
  name: 'Đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
  term: '2020-2025',
  directive: 'Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
};

export function describeDemoCampaign(today: Day, followsClock: boolean): DemoCampaign {
  return {
    ...DEMO_TEXTS,
    startsOn: '2020-01-01',
    endsOn: '2021-02-01',
    today,
    followsClock,
    deadlines: new Map([
      [Level.GRASSROOTS, '2020-06-30'],
      [Level.UPPER_GRASSROOTS, '2020-08-31'],
      [Level.CENTRALLY_RUN, '2020-10-31'],
    ]),
  };
}
