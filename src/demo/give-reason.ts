/** Gives a reason, in Vietnamese, for moving a congress of the demo. */
import type { Draw } from './draw';

type Cause = 'EPIDEMIC' | 'EPIDEMIC_OVER' | 'PREPARATION';

const REASONS: Readonly<Record<Cause, readonly [string, ...string[]]>> = {
  EPIDEMIC: [
    'Tạm hoãn để phòng, chống dịch COVID-19',
    'Không tập trung đông người trong thời gian có dịch COVID-19',
    'Tập trung lực lượng cho công tác phòng, chống dịch COVID-19 trên địa bàn',
    'Lùi thời gian tổ chức đại hội do diễn biến phức tạp của dịch COVID-19',
    'Thực hiện yêu cầu phòng, chống dịch COVID-19 của cấp ủy cấp trên',
  ],
  EPIDEMIC_OVER: [
    'Dịch COVID-19 đã được kiểm soát, ấn định lại ngày tổ chức đại hội',
    'Ấn định lại ngày đại hội sau thời gian tạm hoãn do dịch COVID-19',
  ],
  PREPARATION: [
    'Cần thêm thời gian hoàn thiện dự thảo văn kiện trình đại hội',
    'Cần thêm thời gian hoàn thiện phương án nhân sự cấp ủy khóa mới',
    'Điều chỉnh theo lịch chỉ đạo đại hội của cấp ủy cấp trên',
    'Trùng với lịch công tác chung của địa phương, đơn vị',
  ],
};

export function giveReason(draw: Draw, cause: Cause): string {
  return draw.pick(REASONS[cause]);
}
