/** Says whether the briefing is a draft or published, at its head and in small print at its end. */
import type { Composition } from './composition';
import type { Publication } from './content';
import type { Locale } from './locale';

export function sayPublication({ locale, asOf }: Composition, standing: Publication): string[] {
  const day = locale.day(asOf);
  const until = locale.say(`Số liệu tính đến hết ngày ${day}`, `Figures up to ${day}`);
  if (standing.status === 'DRAFT') {
    const today = locale.day(standing.today);
    return [until, locale.say(`Dự thảo với số liệu hiện có ngày ${today}`, `Draft with the live figures of ${today}`)];
  }
  const published = locale.day(standing.publishedOn);
  return [until, locale.say(`Công bố ngày ${published}`, `Published on ${published}`)];
}

export function printSmall({ content, locale }: Composition, standing: Publication): string[] {
  if (standing.status === 'DRAFT') {
    return [
      locale.say(
        `Bản dự thảo lập ngày ${locale.day(standing.today)}; số liệu còn thay đổi theo báo cáo của các đơn vị cho đến khi công bố.`,
        `A draft of ${locale.day(standing.today)}: figures follow the reports that come in, until it is published.`,
      ),
    ];
  }
  const moment = writeInstant(locale, standing.publishedAt);
  const cutOff = locale.day(content.cutOff);
  return [
    locale.say(
      `Công bố ${moment}, số liệu tính đến hết ngày ${cutOff}. Nội dung không thay đổi sau khi công bố; mọi đính chính về sau được nêu riêng.`,
      `Published ${moment}, with figures up to ${cutOff}. It does not change after that; later corrections are stated apart.`,
    ),
    locale.say(`Vị trí trong nhật ký: ${standing.cursor}`, `Position in the log: ${standing.cursor}`),
    locale.say(`Mã băm nội dung: ${standing.hash}`, `Content hash: ${standing.hash}`),
  ];
}

/** In Viet Nam, seven hours ahead of UTC the whole year, wherever the program runs. */
function writeInstant(locale: Locale, instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const there = new Date(time + 7 * 3_600_000).toISOString();
  const [day, clock] = [locale.day(there.slice(0, 10)), there.slice(11, 16)];
  return locale.say(`lúc ${clock} ngày ${day} (giờ Việt Nam)`, `at ${clock} on ${day} (Viet Nam time)`);
}
