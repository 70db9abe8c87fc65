/** Everything that the page shows, in one place: the same state is the same page, on the server and in the browser. */
import type { Address } from '../address.ts';
import type { CountryMap } from '../map/country-map.ts';
import type { Content } from './views.tsx';
import type { Frame } from './frame.ts';

/** Why there is nothing to show. */
export type Obstacle = 'NOT_FOUND' | 'SIGN_IN' | 'NO_CAMPAIGN' | 'UNAVAILABLE';

export interface Line {
  /** `closed`: no script has begun to follow. */
  state: 'closed' | 'connecting' | 'live' | 'catching-up' | 'lost' | 'refused';
  /** Seconds since it was lost, by a clock that nobody sets. */
  lostFor: number;
}

/** What a figure is, for who asks. */
export interface Explained {
  name: string;
  definition: string;
  /** The last day that counts; the business day where nothing else is said. */
  asOf?: string | undefined;
  of: string;
  value: string;
  /** The operation that gives it. */
  query: string;
  variables: Record<string, unknown>;
}

export interface PageState {
  address: Address;
  map: CountryMap | null;
  version: string;
  /** Whether the server has pages to explore the API. */
  hasExplorers: boolean;
  frame: Frame | null;
  /** Undefined where there is none. */
  content: Content | undefined;
  obstacle: Obstacle | undefined;
  line: Line;
  /** Whether another place is being read. */
  isGoing: boolean;
  explained: Explained | null;
  /** Another version of the page is there. */
  isOutdated: boolean;
  token: { endsAt: number | null } | null;
}
