/** Asks for everything that a page shows at first, and says why where there is nothing. */
import type { Address } from '../address.ts';
import { Refusal, type Asking } from '../source/asking.ts';
import { askFrame, type Frame } from './frame.ts';
import type { Obstacle, PageState } from './page-state.ts';
import { askContent } from './views.tsx';

export type Asked = Pick<PageState, 'frame' | 'content' | 'obstacle'>;

export function* askPage(address: Address): Asking<Asked> {
  let frame: Frame | null = null;
  try {
    frame = yield* askFrame(address);
    return { frame, content: yield* askContent(frame, address), obstacle: undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { frame, content: undefined, obstacle: obstacleOf(error) };
  }
}

const OBSTACLES: Readonly<Record<string, Obstacle>> = {
  NOT_FOUND: 'NOT_FOUND',
  BAD_USER_INPUT: 'NOT_FOUND',
  UNAUTHENTICATED: 'SIGN_IN',
  NO_CAMPAIGN: 'NO_CAMPAIGN',
};

function obstacleOf({ code }: Refusal): Obstacle {
  return OBSTACLES[code] ?? 'UNAVAILABLE';
}
