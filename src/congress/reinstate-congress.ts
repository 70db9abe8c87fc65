/** Brings a cancelled congress back into the plan, as it was. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decideReinstatement, type Reinstatement } from './decide-reinstatement';
import type { ChangeInput } from './change-input';

export async function reinstateCongress(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Reinstatement,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'reinstateCongress',
    input,
    requests: [{ ...input, decide: (history) => decideReinstatement(history, input) }],
  });
}
