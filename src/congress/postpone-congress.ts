/** Puts a congress off, to a later day or without one. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decidePostponement, type Postponement } from './decide-postponement';
import type { ChangeInput } from './change-input';

export async function postponeCongress(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Postponement,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'postponeCongress',
    input,
    requests: [{ ...input, decide: (history, campaign) => decidePostponement(history, input, campaign) }],
  });
}
