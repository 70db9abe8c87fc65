/** Takes back the report of a completed congress. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decideRetraction, type Retraction } from './decide-retraction';
import type { ChangeInput } from './change-input';

export async function retractCongressReport(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & Retraction,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'retractCongressReport',
    input,
    requests: [{ ...input, decide: (history) => decideRetraction(history, input) }],
  });
}
