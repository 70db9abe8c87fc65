/** Corrects the report of a completed congress. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decideCorrection, type Correction } from './decide-correction';
import type { ChangeInput } from './change-input';

export async function correctCongressReport(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Correction,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'correctCongressReport',
    input,
    requests: [{ ...input, decide: (history, campaign) => decideCorrection(history, input, campaign) }],
  });
}
