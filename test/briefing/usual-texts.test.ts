/** What stands in a briefing where nothing was entered. */
import { expect, test } from '@jest/globals';
import { usualChair } from '../../src/briefing/usual-texts';
import { Level } from '../../src/organization/level';

test.each([
  ['Đảng bộ thành phố Hà Nội', Level.CENTRALLY_RUN, 'Ban Tổ chức Thành ủy Hà Nội'],
  ['Đảng bộ tỉnh Cao Bằng', Level.CENTRALLY_RUN, 'Ban Tổ chức Tỉnh ủy Cao Bằng'],
  ['Đảng bộ Quân đội', Level.CENTRALLY_RUN, 'Ban Tổ chức – Đảng bộ Quân đội'],
  ['Đảng bộ thành phố Vinh', Level.UPPER_GRASSROOTS, 'Ban Tổ chức – Đảng bộ thành phố Vinh'],
  ['Đảng bộ xã Yên Lãng', Level.GRASSROOTS, 'Cấp ủy – Đảng bộ xã Yên Lãng'],
])('the office that chairs the briefings of %s', (name, level, vi) => {
  expect(usualChair({ name, nameEn: null, isRoot: false, level }).vi).toBe(vi);
});
