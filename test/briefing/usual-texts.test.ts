/** What stands in a briefing where nothing was entered. */
import { expect, test } from '@jest/globals';
import { usualChair } from '../../src/briefing/usual-texts';
import { Level, OrganizationKind } from '../../src/organization/level';

const { CENTRAL, CENTRALLY_RUN, UPPER_GRASSROOTS, GRASSROOTS } = Level;
const { ROOT, PROVINCE, CITY, BLOC, FORCE, LOCAL } = OrganizationKind;

test.each([
  ['Đảng Cộng sản Việt Nam', CENTRAL, ROOT, 'Ban Tổ chức Trung ương'],
  ['Đảng bộ thành phố Hà Nội', CENTRALLY_RUN, CITY, 'Ban Tổ chức Thành ủy Hà Nội'],
  ['Đảng bộ tỉnh Cao Bằng', CENTRALLY_RUN, PROVINCE, 'Ban Tổ chức Tỉnh ủy Cao Bằng'],
  ['Đảng bộ Quân đội', CENTRALLY_RUN, FORCE, 'Ban Tổ chức – Đảng bộ Quân đội'],
  ['Đảng bộ Khối các cơ quan Trung ương', CENTRALLY_RUN, BLOC, 'Ban Tổ chức Đảng ủy Khối các cơ quan Trung ương'],
  ['Đảng bộ thành phố Vinh', UPPER_GRASSROOTS, LOCAL, 'Ban Tổ chức Thành ủy Vinh'],
  ['Đảng bộ huyện Châu Thành', UPPER_GRASSROOTS, LOCAL, 'Ban Tổ chức Huyện ủy Châu Thành'],
  ['Đảng bộ xã Yên Lãng', UPPER_GRASSROOTS, LOCAL, 'Ban Tổ chức Đảng ủy xã Yên Lãng'],
  ['Trường Chính trị', UPPER_GRASSROOTS, LOCAL, 'Ban Tổ chức – Trường Chính trị'],
  ['Đảng bộ xã Yên Lãng', GRASSROOTS, LOCAL, 'Đảng ủy xã Yên Lãng'],
  ['Chi bộ Trường THPT Châu Thành', GRASSROOTS, LOCAL, 'Cấp ủy – Chi bộ Trường THPT Châu Thành'],
])('the office that chairs the briefings of %s, %s', (name, level, kind, vi) => {
  expect(usualChair({ name, nameEn: null, level, kind }).vi).toBe(vi);
});
