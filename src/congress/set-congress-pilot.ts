/** Makes a congress a pilot, or no longer one. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer } from './change-congresses';
import { decidePilot, type PilotSetting } from './decide-pilot';
import type { ChangeInput } from './change-input';

export async function setCongressPilot(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeInput & PilotSetting,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'setCongressPilot',
    input,
    requests: [{ ...input, decide: (history) => decidePilot(history, input) }],
  });
}
