/** Where the congresses of an organization are held: the wording follows its kind and its name, in both languages. */
import { expect, test } from '@jest/globals';
import { whereHeld } from '../../src/briefing/where-held';
import { OrganizationKind } from '../../src/organization/level';

const { ROOT, PROVINCE, CITY, BLOC, FORCE, LOCAL } = OrganizationKind;

test.each([
  [ROOT, 'Đảng Cộng sản Việt Nam', 'Communist Party of Viet Nam', 'trên toàn quốc', 'nationwide'],
  [
    PROVINCE,
    'Đảng bộ tỉnh An Hòa',
    'Party Organization of An Hoa Province',
    'trên địa bàn tỉnh An Hòa',
    'in An Hoa Province',
  ],
  [PROVINCE, 'ĐẢNG BỘ TỈNH AN HÒA', null, 'trên địa bàn tỉnh AN HÒA', 'in AN HÒA Province'],
  [PROVINCE, 'Tỉnh ủy An Hòa', 'An Hoa Provincial Party Committee', 'trên địa bàn tỉnh An Hòa', 'in An Hoa Province'],
  [PROVINCE, 'Đảng uỷ tỉnh An Hòa', null, 'trên địa bàn tỉnh An Hòa', 'in An Hòa Province'],
  [PROVINCE, 'An Hòa', null, 'trên địa bàn tỉnh An Hòa', 'in An Hòa Province'],
  [CITY, 'Đảng bộ thành phố Hải An', null, 'trên địa bàn thành phố Hải An', 'in Hải An City'],
  [CITY, 'Thành ủy Hải An', 'Party Committee of Hai An City', 'trên địa bàn thành phố Hải An', 'in Hai An City'],
  [CITY, 'Đảng bộ TP. Hồ Chí Minh', 'Ho Chi Minh City', 'trên địa bàn Thành phố Hồ Chí Minh', 'in Ho Chi Minh City'],
  [CITY, 'Đảng bộ Hà Nội', 'Party Organization of Ha Noi', 'trên địa bàn thành phố Hà Nội', 'in Ha Noi'],
  [
    BLOC,
    'Đảng bộ Khối các cơ quan tỉnh An Hòa',
    'Party Organization of the Bloc of Agencies of An Hoa Province',
    'trong Đảng bộ Khối các cơ quan tỉnh An Hòa',
    'in the Party Organization of the Bloc of Agencies of An Hoa Province',
  ],
  [BLOC, 'Khối Doanh nghiệp', null, 'trong Đảng bộ Khối Doanh nghiệp', 'in Khối Doanh nghiệp'],
  [
    FORCE,
    'Đảng bộ Quân đội',
    'Party Organization of the Military',
    'trong Đảng bộ Quân đội',
    'in the Party Organization of the Military',
  ],
  [
    FORCE,
    'Quân ủy Trung ương',
    'Central Military Commission',
    'trong Đảng bộ Quân đội',
    'in the Central Military Commission',
  ],
  [FORCE, 'Đảng ủy Công an Trung ương', null, 'trong Đảng bộ Công an Trung ương', 'in Đảng ủy Công an Trung ương'],
  [
    LOCAL,
    'Đảng bộ huyện Châu Thành',
    'Party Organization of Chau Thanh District',
    'trên địa bàn huyện Châu Thành',
    'in Chau Thanh District',
  ],
  [LOCAL, 'Quận ủy Hải Tây', 'Hai Tay District Party Committee', 'trên địa bàn quận Hải Tây', 'in Hai Tay District'],
  [LOCAL, 'Đảng bộ Thị xã Đông Sơn', null, 'trên địa bàn thị xã Đông Sơn', 'in Đông Sơn Town'],
  [LOCAL, 'Đảng bộ đặc khu Hòn Xa', null, 'trên địa bàn đặc khu Hòn Xa', 'in Hòn Xa Special Zone'],
  [LOCAL, 'Đảng bộ phường 1', null, 'trên địa bàn phường 1', 'in Ward 1'],
  [LOCAL, 'Đảng bộ Xã Ấp Bắc', null, 'trên địa bàn xã Ấp Bắc', 'in Ấp Bắc Commune'],
  [LOCAL, 'Đảng bộ Tỉnh đoàn', null, 'trong Đảng bộ Tỉnh đoàn', 'in Đảng bộ Tỉnh đoàn'],
  [LOCAL, 'Đảng bộ Công an tỉnh An Hòa', null, 'trong Đảng bộ Công an tỉnh An Hòa', 'in Đảng bộ Công an tỉnh An Hòa'],
  [
    LOCAL,
    'Đảng bộ Sở Y tế',
    'Party Organization of the Department of Health',
    'trong Đảng bộ Sở Y tế',
    'in the Party Organization of the Department of Health',
  ],
  [
    LOCAL,
    'Chi bộ Trường THPT Châu Thành',
    'Party Cell of Chau Thanh School',
    'tại Chi bộ Trường THPT Châu Thành',
    'in the Party Cell of Chau Thanh School',
  ],
  [LOCAL, 'Sở Y tế', null, 'tại Sở Y tế', 'in Sở Y tế'],
])('of the kind %s: %s, %s', (kind, name, nameEn, vi, en) => {
  expect(whereHeld({ name, nameEn, kind })).toEqual({ vi, en });
});
