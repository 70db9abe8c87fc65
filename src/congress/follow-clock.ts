/** Turns the business day when the calendar of Viet Nam does, where the campaign follows the clock. */
import type { DataSource } from 'typeorm';
import type { Day } from '../day';
import { readCampaign } from '../organization/campaign-facts';
import { dayByClock, turnDayByClock } from './turn-day';

const LOOK_MILLISECONDS = 15_000;

interface ClockLog {
  error: (details: object, message: string) => void;
}

/** The day that the calendar of Viet Nam shows at the instant. */
export function dayInVietNam(instant: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(instant);
}

/** Looks at the clock now and then until the function it returns is called. */
export function followClock(dataSource: DataSource, log: ClockLog): () => Promise<void> {
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const campaign = await readCampaign(dataSource.manager);
      const day = dayInVietNam(new Date());
      if (campaign.today < dayByClock(campaign, day)) await turnDayByClock(dataSource, day);
    } catch (error) {
      log.error({ err: error }, 'The business day could not be compared with the calendar.');
    }
  };
  looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
