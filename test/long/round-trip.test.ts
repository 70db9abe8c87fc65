/** P15: the whole demo country is equal after its log was restored, and after its congresses were imported. */
import { afterAll, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { openRoundTrip } from '../support/round-trip';
import { runGiaoban } from '../support/run-giaoban';
import { cloneTemplate } from '../support/templates';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

test('files of the whole country come in as they went out', async () => {
  const { expectRoundTrip } = await openRoundTrip(cleanUp, runGiaoban);
  const source = await cloneTemplate('whole');
  cleanUp.add(source.drop);
  await expectRoundTrip(source.url);
}, 600_000);
