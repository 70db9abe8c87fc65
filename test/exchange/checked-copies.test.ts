/** Copies with verdicts: a mended one is taken, and nothing that a person has changed is overwritten or passed over. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { annotateFiles } from '../../src/exchange/annotate-files';
import { isUnchanged } from '../../src/exchange/checked-copies';
import type { Imported } from '../../src/exchange/import-files';
import { Problem } from '../../src/problem';
import { say } from '../../src/words/message';
import { openCampaignFolder, type CampaignFolder } from '../support/open-campaign-folder';

const HEAD = 'Mã tổ chức;Ngày tổ chức';
const BAD = `${HEAD}\nAH.CT.01;30/02/2025\nAH.CT.02;20/02/2030\n`;

let campaign: CampaignFolder;

beforeAll(async () => {
  campaign = await openCampaignFolder();
});

afterAll(() => campaign.close());

beforeEach(async () => {
  for (const name of await readdir(campaign.folder)) await rm(join(campaign.folder, name), { recursive: true });
  await campaign.write('r.csv', BAD);
  const { code } = await campaign.giaoban(['import', 'r.csv']);
  expect(code).toBe(1);
});

const dryRun = (...files: string[]) => campaign.giaoban(['import', '--dry-run', ...files]);
const names = async (): Promise<string[]> => (await readdir(campaign.folder)).sort();

async function mend(): Promise<void> {
  const copy = await campaign.read('r.checked.csv');
  await campaign.write('r.checked.csv', copy.replace('30/02/2025', '20/02/2025'));
}

describe('a mended copy', () => {
  test('is imported, and its columns of verdicts are not called unknown', async () => {
    const copy = (await campaign.read('r.checked.csv')).replace('30/02/2025', '20/02/2025').replace('2030', '2025');
    await campaign.write('r.checked.csv', copy);
    const { code, out, err } = await dryRun('r.checked.csv');
    expect({ code, err }).toEqual({ code: 0, err: 'Trying …\n' });
    expect(out).toBe('r.checked.csv: 2 rows of congresses: 2 reported completed.\nA real run would record 2 events.\n');
  });

  test.each([[['r.csv', 'r.checked.csv']], [['*.csv']], [['r.checked.csv', './r.csv']]])(
    'beside its file is not passed over: %p asks which one is right',
    async (files) => {
      await mend();
      const { code, out, err } = await dryRun(...files);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(
        /^giaoban: \S+ and \S+ are of one file, and a copy with verdicts may have been mended [^\n]+\n$/,
      );
    },
  );

  test('is not overwritten by an import of its file', async () => {
    await mend();
    const mended = await campaign.read('r.checked.csv');
    const { out } = await dryRun('r.csv');
    expect(out).toContain('r.checked-2.csv is the file with a verdict on each row.');
    expect(await campaign.read('r.checked.csv')).toBe(mended);
  });

  test('is not overwritten by an import of itself, and its verdicts take the place of the old ones', async () => {
    await mend();
    const mended = await campaign.read('r.checked.csv');
    const { code, out } = await dryRun('r.checked.csv');
    expect(code).toBe(1);
    expect(out).toContain('r.checked-2.csv is the file with a verdict on each row.');
    expect(await names()).toEqual(['r.checked-2.csv', 'r.checked.csv', 'r.csv']);
    expect(await campaign.read('r.checked.csv')).toBe(mended);
    const again = await campaign.read('r.checked-2.csv');
    expect(again.split('\n').slice(0, 2)).toEqual([
      `${HEAD};Kết quả / Result;Lý do / Reason`,
      'AH.CT.01;20/02/2025;would be reported completed;',
    ]);
  });
});

describe('a copy that nobody has changed', () => {
  test('is replaced by the next one', async () => {
    expect(await isUnchanged(join(campaign.folder, 'r.checked.csv'))).toBe(true);
    await campaign.write('r.csv', BAD.replace('30/02/2025', '20/02/2025'));
    await dryRun('r.csv');
    expect(await names()).toEqual(['r.checked.csv', 'r.csv']);
    expect(await campaign.read('r.checked.csv')).toContain('AH.CT.01;20/02/2025;would be reported completed;');
  });

  test('is left out beside its file, and that is said', async () => {
    const { code, err } = await dryRun('*.csv');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'r.checked.csv was written by an earlier import and not changed since: left out.\nTrying …\n',
    });
  });

  test('is taken when it is given alone', async () => {
    const { out } = await dryRun('r.checked.csv');
    expect(out).toMatch(/^r\.checked\.csv: 2 rows of congresses: 2 refused\.\n/);
  });

  test('counts as changed when a program has saved it, even as it was', async () => {
    const copy = await campaign.read('r.checked.csv');
    await campaign.write('r.checked.csv', copy);
    expect(await isUnchanged(join(campaign.folder, 'r.checked.csv'))).toBe(false);
  });
});

describe('--annotate-to', () => {
  test('says where copies go, into a folder that is made', async () => {
    await rm(join(campaign.folder, 'r.checked.csv'));
    const { out } = await dryRun('r.csv', '--annotate-to', 'kết quả/tháng 3');
    expect(out).toContain('kết quả/tháng 3/r.checked.csv is the file with a verdict on each row.');
    expect(await names()).toEqual(['kết quả', 'r.csv']);
  });

  test('keeps two files of the same name apart', async () => {
    for (const folder of ['a', 'b']) {
      await mkdir(join(campaign.folder, folder));
      await campaign.write(`${folder}/x.csv`, BAD.replaceAll('AH.CT.01', folder));
    }
    await dryRun('a/x.csv', 'b/x.csv', '--annotate-to', 'out');
    expect((await readdir(join(campaign.folder, 'out'))).sort()).toEqual(['x.checked-2.csv', 'x.checked.csv']);
    expect(await campaign.read('out/x.checked.csv')).toContain('\na;');
    expect(await campaign.read('out/x.checked-2.csv')).toContain('\nb;');
  });
});

test('where a copy cannot be written, the way out is named', async () => {
  const path = join(campaign.folder, 'r.csv');
  const refusal = { problem: new Problem('BAD_USER_INPUT', say`none`), column: null, value: null };
  const rows = [{ row: 2, code: 'AH.CT.01', done: [], refusal }];
  const sheet = { kind: 'congresses', headings: new Map(), ignored: [], taken: [], leftOut: [] } as const;
  const table = { ...sheet, file: path, sheet: null, headingRow: 1, rows };
  const imported: Imported = {
    campaign: 'not given',
    tables: [table],
    positions: null,
    past: null,
    leftOut: [],
    recorded: false,
  };
  const gone = join(campaign.folder, 'gone');
  const { signal } = new AbortController();
  const writing = annotateFiles(
    [{ path, name: path, folder: gone }],
    imported,
    { language: 'en', folder: undefined, signal },
    [],
  );
  await expect(writing).rejects.toThrow(
    `The copy with the verdicts, ${join(gone, 'r.checked.csv')}, cannot be written: the folder is not there. Say where copies go with --annotate-to <folder>, or do without them with --no-annotate.`,
  );
});
