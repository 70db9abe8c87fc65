/** Takes a congress out of the plan. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decideCancellation, type Cancellation } from './decide-cancellation';
import type { ChangeInput } from './change-input';

export async function cancelCongress(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Cancellation,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'cancelCongress',
    input,
    requests: [{ ...input, decide: (history) => decideCancellation(history, input) }],
  });
}
