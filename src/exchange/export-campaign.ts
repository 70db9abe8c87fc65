/** The campaign as the file that an import takes back, with the position at which it was looked at. */
import { Campaign } from '../organization/campaign';
import { LEVELS } from '../organization/level';
import type { ExportScope } from './export-scope';

export async function exportCampaign({ snapshot, moment }: ExportScope, at: Date): Promise<string> {
  const { campaign, head } = moment;
  const { name, term, directive } = await snapshot.read((manager) => manager.findOneByOrFail(Campaign, { id: 1 }));
  const { startsOn, endsOn, today, followsClock } = campaign;
  const deadlines = LEVELS.flatMap((level) => {
    const dueOn = campaign.deadlines.get(level);
    return dueOn === undefined ? [] : [{ level, dueOn }];
  });
  const exported = { position: head.position, at };
  const file = { name, term, directive, startsOn, endsOn, today, followsClock, deadlines, exported };
  return `${JSON.stringify(file, null, 2)}\n`;
}
