/** What was entered for the briefing of March 2020: the tasks of the article, and the key tasks and breakthroughs of that term. */
import { BRIEFING, BriefingVerb } from '../briefing/briefing-noun';
import type { DemoRecord } from './demo-country';
import { ROOT_CODE } from './found-demo-organizations';

interface Text {
  vi: string;
  en: string;
}

const text = (vi: string, en: string): Text => ({ vi, en });

const TASKS = [
  text(
    'Tiếp tục chuẩn bị và tổ chức đại hội đảng bộ các cấp đúng yêu cầu, tiến độ, gắn với nhiệm vụ chính trị của địa phương, đơn vị.',
    'Go on preparing and holding the congresses at all levels, on time and as required, along with the political tasks of each locality and body.',
  ),
  text(
    'Hoàn thiện các báo cáo tổng kết; xây dựng đề án về tiêu chuẩn, tiêu chí và số lượng đại biểu dự Đại hội đại biểu toàn quốc lần thứ XIII.',
    'Complete the final reports, and work out the project on standards, criteria and numbers of delegates to the 13th National Congress.',
  ),
  text(
    'Rà soát quy hoạch cấp ủy các cấp; tham mưu điều động, luân chuyển, bố trí cán bộ gắn với nhân sự cấp ủy nhiệm kỳ 2020-2025.',
    'Review the personnel planning of the committees at all levels, and advise on transfers, rotation and assignment for the term 2020–2025.',
  ),
  text(
    'Theo dõi, nắm tình hình, chỉ đạo đại hội cấp dưới, nhất là đại hội điểm cấp cơ sở, để rút kinh nghiệm ngay trong quý I.',
    'Follow and guide the congresses below, the pilots at grassroots level above all, and draw the lessons within the first quarter.',
  ),
  text(
    'Hoàn thiện các đề án, nhiệm vụ còn lại để báo cáo trong quý I và đầu quý II.',
    'Complete the remaining projects and tasks, to be reported on in the first and early in the second quarter.',
  ),
  text(
    'Đẩy mạnh sắp xếp, tinh gọn tổ chức bộ máy, tinh giản biên chế gắn với cơ cấu lại đội ngũ cán bộ, công chức, viên chức.',
    'Press on with streamlining the apparatus and the staff, along with restructuring the corps of officials.',
  ),
];

const KEY_TASKS = [
  text(
    'Xây dựng, chỉnh đốn Đảng; ngăn chặn, đẩy lùi suy thoái.',
    'Build and rectify the Party; prevent and turn back degradation.',
  ),
  text(
    'Tinh gọn bộ máy, nâng cao hiệu lực, hiệu quả của hệ thống chính trị.',
    'A lean and effective political system.',
  ),
  text(
    'Nâng cao chất lượng tăng trưởng, năng suất lao động và sức cạnh tranh.',
    'Better growth, higher productivity and competitiveness.',
  ),
  text(
    'Giữ vững độc lập, chủ quyền; bảo đảm quốc phòng, an ninh; chủ động hội nhập quốc tế.',
    'Keep independence and sovereignty, defence and security; take part in international integration.',
  ),
  text(
    'Phát huy nguồn lực và sức sáng tạo của nhân dân; bảo đảm an sinh xã hội.',
    "Bring out the people's resources and creativity; secure social welfare.",
  ),
  text(
    'Phát huy nhân tố con người; xây dựng văn hóa, đạo đức, lối sống.',
    'The human factor: culture, ethics, conduct.',
  ),
];

const BREAKTHROUGHS = [
  text('Hoàn thiện thể chế kinh tế thị trường.', 'Institutions of the market economy.'),
  text(
    'Phát triển nguồn nhân lực, nhất là nguồn nhân lực chất lượng cao.',
    'Human resources, highly qualified ones above all.',
  ),
  text('Xây dựng kết cấu hạ tầng đồng bộ.', 'Infrastructure that fits together.'),
];

export function playBriefing(): DemoRecord[] {
  return [
    {
      recordedAt: '2020-02-28T16:30:00+07:00',
      noun: BRIEFING,
      verb: BriefingVerb.EDITED,
      organization: ROOT_CODE,
      reason: null,
      key: '2020-03',
      row: {
        month: '2020-03',
        cut_off: '2020-02-29',
        title: null,
        chair_office: null,
        tasks: TASKS,
        key_tasks: KEY_TASKS,
        breakthroughs: BREAKTHROUGHS,
        published_on: null,
        content: null,
        content_hash: null,
      },
    },
  ];
}
