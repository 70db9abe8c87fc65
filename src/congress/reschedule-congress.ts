/** Gives a congress another day. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decideRescheduling, type Rescheduling } from './decide-rescheduling';
import type { ChangeInput } from './change-input';

export async function rescheduleCongress(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Rescheduling,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'rescheduleCongress',
    input,
    requests: [{ ...input, decide: (history, campaign) => decideRescheduling(history, input, campaign) }],
  });
}
