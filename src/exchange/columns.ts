/** The columns of the files: their headings in English and Vietnamese, and the other words that people write. */
import { DocumentKind } from '../document/document';
import { CongressStatus } from '../congress/congress-event-kind';
import { Level, OrganizationKind } from '../organization/level';
import { column, listOf, type SheetColumn } from './column';
import { RECORD_COLUMNS } from './record-columns';

/** Every column that is written or read. A word may mean different ones, as `mã tổ chức` does, but not in one sheet. */
export const COLUMNS = {
  code: column(
    'code',
    'mã tổ chức',
    'mã | mã số | mã đơn vị | mã TC | mã ĐV | mã đảng bộ | mã ĐB | organization code | id',
  ),
  parent: column(
    'parent',
    'mã tổ chức cấp trên',
    'tổ chức cấp trên | cấp trên | mã cấp trên | mã đơn vị cấp trên | đơn vị cấp trên | cấp trên trực tiếp | tổ chức cấp trên trực tiếp | đảng bộ cấp trên | mã đảng bộ cấp trên | trực thuộc | thuộc | mã cha | mã TC cấp trên | mã cấp trên trực tiếp | mã tổ chức cấp trên trực tiếp | mã đơn vị cấp trên trực tiếp | tổ chức đảng cấp trên | tổ chức đảng cấp trên trực tiếp | mã tổ chức đảng cấp trên | mã tổ chức đảng cấp trên trực tiếp | thuộc đảng bộ | trực thuộc đảng bộ | parent code | superior | belongs to',
  ),
  name: column(
    'name',
    'tên tổ chức',
    'tên | tên đơn vị | tên TC | tên đảng bộ | tên chi bộ, đảng bộ | tên chi bộ | tên đảng bộ, chi bộ | tên tổ chức đảng | tên tiếng Việt | đơn vị | organization name | name (vi)',
  ),
  nameEn: column(
    'nameEn',
    'tên tiếng Anh',
    'tên (tiếng Anh) | tên TA | tên Anh | english name | name in english | name (en) | name en',
  ),
  level: column('level', 'cấp', 'cấp tổ chức | cấp đơn vị | cấp đảng bộ | cấp đại hội | cấp độ | organization level'),
  kind: column(
    'kind',
    'loại hình',
    'loại | loại tổ chức | loại hình tổ chức | loại đơn vị | kiểu | type | organization kind',
  ),
  region: column('region', 'vùng', 'khu vực | vùng miền | miền | vùng kinh tế | area'),
  organization: column(
    'organization',
    'mã tổ chức',
    'mã | mã số | mã đơn vị | mã TC | mã ĐV | mã đảng bộ | mã ĐB | tổ chức | code | organization code | organisation | unit',
  ),
  pilot: column(
    'pilot',
    'đại hội điểm',
    'điểm | ĐH điểm | làm điểm | là đại hội điểm | thí điểm | is pilot | pilot congress',
  ),
  status: column('status', 'trạng thái', 'tình trạng | tình hình | state | congress status'),
  plannedOn: column(
    'plannedOn',
    'ngày dự kiến',
    'dự kiến | ngày dự kiến tổ chức | ngày dự kiến đại hội | dự kiến đại hội | dự kiến tổ chức | ngày tổ chức dự kiến | ngày đại hội dự kiến | dự kiến ngày tổ chức | dự kiến ngày đại hội | dự kiến ngày | ngày tổ chức theo kế hoạch | thời gian theo kế hoạch | thời gian kế hoạch | thời gian dự kiến | thời gian dự kiến tổ chức | kế hoạch | ngày kế hoạch | ngày theo kế hoạch | ngày KH | ngày DK | planned | planned on | planned day | planned date | plan',
  ),
  heldOn: column(
    'heldOn',
    'ngày tổ chức',
    'ngày đại hội | ngày tổ chức đại hội | ngày tiến hành | ngày tiến hành đại hội | ngày đã tổ chức | đã tổ chức | ngày hoàn thành | ngày ĐH | ngày TC | thời gian tổ chức | thời gian đại hội | ngày thực tế | ngày thực hiện | thời gian thực tế | thời gian thực hiện | ngày tổ chức thực tế | thời gian tổ chức đại hội | ngày diễn ra | ngày diễn ra đại hội | held | held on | held date | day held | date held | completed on',
  ),
  delegatesSummoned: column(
    'delegatesSummoned',
    'số đại biểu triệu tập',
    'đại biểu triệu tập | ĐB triệu tập | số ĐB triệu tập | ĐBTT | đại biểu được triệu tập | số đại biểu được triệu tập | triệu tập | đảng viên triệu tập | số triệu tập | được triệu tập | số đảng viên triệu tập | ĐV triệu tập | số ĐV triệu tập | ĐB TT | ĐB t.tập | summoned | delegates summoned',
  ),
  delegatesAttended: column(
    'delegatesAttended',
    'số đại biểu dự',
    'đại biểu dự | đại biểu dự đại hội | số đại biểu dự đại hội | đại biểu tham dự | số đại biểu tham dự | đại biểu có mặt | số đại biểu có mặt | ĐB dự | số ĐB dự | ĐB có mặt | số ĐB có mặt | tham dự | dự | số dự | dự đại hội | đại biểu thực dự | đảng viên dự | số đảng viên dự | ĐV dự | số ĐV dự | đảng viên có mặt | attendees | delegates present | present | có mặt | attended | delegates attended',
  ),
  committeeElected: column(
    'committeeElected',
    'số cấp ủy viên được bầu',
    'cấp ủy viên được bầu | số cấp ủy viên | cấp ủy viên | cấp ủy được bầu | bầu cấp ủy | số cấp uỷ viên được bầu | ban chấp hành được bầu | cấp ủy viên trúng cử | số cấp ủy viên trúng cử | số được bầu | được bầu | trúng cử | số ủy viên ban chấp hành | ủy viên BCH | số UV BCH | BCH | CUV | elected | committee | committee elected | committee members elected',
  ),
  note: column('note', 'ghi chú', 'chú thích | nhận xét | GC | notes | remark | remarks | comment'),
  deadline: column(
    'deadline',
    'thời hạn của cấp',
    'thời hạn | hạn | hạn của cấp | hạn cuối | hạn hoàn thành | ngày hết hạn | deadline of level',
  ),
  dueOn: column('dueOn', 'ngày đến hạn', 'đến hạn | ngày phải tổ chức | due | due on | due date'),
  overdue: column('overdue', 'quá hạn', 'số quá hạn | chậm | chậm tiến độ | late'),
  onTime: column('onTime', 'đúng hạn', 'đúng thời hạn | on time | kịp hạn'),
  position: column('position', 'vị trí trong nhật ký', 'vị trí | số thứ tự sự kiện | log position'),
  recordedAt: column('recordedAt', 'thời điểm ghi nhận', 'ghi nhận lúc | thời gian ghi nhận | recorded at | recorded'),
  day: column('day', 'ngày nghiệp vụ', 'ngày | business day | date'),
  eventKind: column('kind', 'loại sự kiện', 'sự kiện | event | event kind | event type'),
  by: column('by', 'người ghi nhận', 'người thực hiện | người nhập | tài khoản | actor | recorded by'),
  reason: column('reason', 'lý do', 'lí do | vì sao | nguyên nhân | why'),
  thing: column('thing', 'số của bản ghi', 'số bản ghi | bản ghi số | number of thing | thing number'),
  record: column('record', 'nội dung bản ghi', 'nội dung | bản ghi | content of record | record as json'),
  mark: column('mark', 'dấu của sự kiện', 'dấu sự kiện | mark of entry | entry mark'),
  since: column(
    'since',
    'áp dụng từ ngày',
    'kế hoạch từ ngày | kể từ ngày | từ ngày | hiệu lực từ | hiệu lực từ ngày | có hiệu lực từ ngày | plan since | holds since | valid from | effective from',
  ),
  version: column('version', 'phiên bản', 'phiên bản của dòng | số phiên bản | row version | version of row'),
  byFile: column('byFile', 'nhập từ tệp', 'từ tệp | by file | from file | imported'),
  number: column(
    'number',
    'số, ký hiệu',
    'số | số hiệu | số ký hiệu | số và ký hiệu | ký hiệu | số văn bản | document number | no',
  ),
  issuedOn: column(
    'issuedOn',
    'ngày ban hành',
    'ban hành ngày | ngày ký | ngày văn bản | issued on | issued | date of issue',
  ),
  issuedBy: column(
    'issuedBy',
    'cơ quan ban hành',
    'nơi ban hành | đơn vị ban hành | cơ quan | issued by | issuing body | issuer',
  ),
  issuedByEn: column('issuedByEn', 'cơ quan ban hành (tiếng Anh)', 'issued by in english | issued by (en)'),
  title: column(
    'title',
    'trích yếu',
    'tên văn bản | tiêu đề | trích yếu nội dung | nội dung trích yếu | subject | about',
  ),
  titleEn: column('titleEn', 'trích yếu (tiếng Anh)', 'title in english | title (en)'),
  link: column('link', 'đường dẫn', 'liên kết | địa chỉ | url | address'),
  documentKind: column('kind', 'loại văn bản', 'loại | hình thức văn bản | kind of document | document kind'),
  ofCampaign: column('ofCampaign', 'căn cứ đại hội', 'văn bản của đại hội | căn cứ | of campaign'),
  asOf: column('asOf', 'tính đến ngày', 'đến ngày | tính đến | as of'),
  planned: column(
    'planned',
    'số đại hội theo kế hoạch',
    'theo kế hoạch | tổng số đại hội | tổng số | số phải tổ chức | total',
  ),
  completed: column(
    'completed',
    'số đã hoàn thành',
    'đã hoàn thành | hoàn thành | số hoàn thành | số đã tổ chức | đã tổ chức | số đại hội đã tổ chức | số đại hội đã hoàn thành | done',
  ),
  remaining: column('remaining', 'số còn lại', 'còn lại | chưa tổ chức | chưa hoàn thành | open'),
  pastDeadline: column(
    'pastDeadline',
    'số quá thời hạn của cấp',
    'quá thời hạn của cấp | quá thời hạn | past deadline',
  ),
  completedOnTime: column('completedOnTime', 'số hoàn thành đúng hạn', 'hoàn thành đúng hạn | completed on time'),
  completedLate: column(
    'completedLate',
    'số hoàn thành trễ hạn',
    'hoàn thành trễ hạn | hoàn thành chậm | completed late',
  ),
  postponed: column('postponed', 'số tạm hoãn', 'tạm hoãn | hoãn | số bị hoãn | put off'),
  dueByNow: column('dueByNow', 'số đến hạn', 'đến hạn | đã đến hạn | số phải hoàn thành đến nay | due by now'),
  rate: column('rate', 'tỷ lệ hoàn thành', 'tỉ lệ hoàn thành | tỷ lệ | tỉ lệ | completion rate'),
  ...RECORD_COLUMNS,
} satisfies Record<string, SheetColumn>;

export type ColumnKey = keyof typeof COLUMNS;

/** What people write for values, compared as headings are. The names of the API are understood as well. */
export const VALUES = {
  level: {
    [Level.CENTRAL]: listOf('trung ương | cấp trung ương | TW | toàn quốc | central'),
    [Level.CENTRALLY_RUN]: listOf(
      'trực thuộc trung ương | đảng bộ trực thuộc trung ương | cấp trực thuộc trung ương | trực thuộc TW | đảng bộ trực thuộc TW | cấp tỉnh | tỉnh | thành phố | tỉnh, thành phố | centrally run | province',
    ),
    [Level.UPPER_GRASSROOTS]: listOf(
      'cấp trên trực tiếp cơ sở | cấp trên cơ sở | cấp trên trực tiếp của tổ chức cơ sở đảng | cấp trên trực tiếp của cơ sở | đảng bộ cấp trên trực tiếp cơ sở | trên cơ sở | CTTTCS | cấp huyện | huyện | quận, huyện | cấp huyện và tương đương | upper grassroots | district',
    ),
    [Level.GRASSROOTS]: listOf(
      'cơ sở | cấp cơ sở | tổ chức cơ sở đảng | đảng bộ cơ sở | chi bộ cơ sở | TCCSĐ | cấp xã | xã | grassroots | grass roots | commune',
    ),
  },
  kind: {
    [OrganizationKind.ROOT]: listOf('toàn Đảng | gốc | root'),
    [OrganizationKind.PROVINCE]: listOf('tỉnh | đảng bộ tỉnh | province'),
    [OrganizationKind.CITY]: listOf('thành phố | thành phố trực thuộc trung ương | đảng bộ thành phố | TP | city'),
    [OrganizationKind.BLOC]: listOf('khối | đảng bộ khối | đảng ủy khối | bloc'),
    [OrganizationKind.FORCE]: listOf('lực lượng vũ trang | lực lượng | LLVT | quân đội | công an | force'),
    [OrganizationKind.LOCAL]: listOf('địa phương | đơn vị | ở địa phương | local'),
  },
  status: {
    [CongressStatus.PLANNED]: listOf('kế hoạch | theo kế hoạch | dự kiến | chưa tổ chức | chưa đại hội | planned'),
    [CongressStatus.POSTPONED]: listOf('tạm hoãn | hoãn | lùi | postponed'),
    [CongressStatus.COMPLETED]: listOf(
      'hoàn thành | đã hoàn thành | đã tổ chức | đã đại hội | xong | completed | done | held',
    ),
    [CongressStatus.CANCELLED]: listOf('hủy | huỷ | đã hủy | không tổ chức | cancelled | canceled'),
  },
  documentKind: {
    [DocumentKind.DIRECTIVE]: listOf('chỉ thị | CT'),
    [DocumentKind.GUIDANCE]: listOf('hướng dẫn | HD | guideline | guidelines'),
    [DocumentKind.RESOLUTION]: listOf('nghị quyết | NQ'),
    [DocumentKind.CONCLUSION]: listOf('kết luận | KL'),
    [DocumentKind.REGULATION]: listOf('quy định | QĐi'),
    [DocumentKind.DECISION]: listOf('quyết định | QĐ'),
    [DocumentKind.PLAN]: listOf('kế hoạch | KH'),
    [DocumentKind.REPORT]: listOf('báo cáo | BC'),
    [DocumentKind.LETTER]: listOf('công văn | CV | official letter'),
    [DocumentKind.OTHER]: listOf('khác | văn bản | văn bản khác'),
  },
  flag: {
    yes: listOf('có | x | v | ✓ | ✔ | ☑ | ☒ | √ | đúng | điểm | 1 | yes | y | true | t'),
    no: listOf('không | ko | sai | ☐ | □ | 0 | - | no | n | false | f'),
  },
} satisfies Record<string, Record<string, readonly string[]>>;
