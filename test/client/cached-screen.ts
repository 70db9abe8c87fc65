/** What a page shows through a client with a cache, and what it was ever seen to show. */
import type { Client } from '../../client/src/client.ts';
import EVENTS from './relay/__generated__/screenEventsSubscription.graphql';
import GLANCE from './relay/__generated__/screenGlanceQuery.graphql';
import HEADLINE from './relay/__generated__/screenHeadlineQuery.graphql';
import LIST from './relay/__generated__/screenListQuery.graphql';
import REPORT from './relay/__generated__/screenReportMutation.graphql';
import STATES from './relay/__generated__/screenStatesSubscription.graphql';

export type Fields = Record<string, unknown>;

/** What the screens need of a server. */
export type CachedServer = Pick<Client, 'subscribe' | 'fetch' | 'onStale'>;

/** All that a screen has shown, one after the other. */
export class Shown {
  readonly headline: Fields[] = [];
  readonly list: Fields[] = [];
  /** How often something was pushed. */
  pushes = 0;
  private look = (): void => undefined;

  add(name: 'headline' | 'list', data: Fields): void {
    this[name].push(data);
    this.look();
  }

  hear(): void {
    this.pushes += 1;
    this.look();
  }

  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.look = () => {
        if (isSo()) resolve();
      };
      this.look();
    });
  }
}

/** Watches the headline and the list, follows events and states, and asks for the list again at each event. */
export interface Screen {
  shown: Shown;
  /** Asks for the headline again. */
  refresh: () => void;
  /** Asks for something else that shows one of the numbers. */
  glance: () => void;
  report: (variables: Fields) => void;
  close: () => void;
}

/** `isOrdered`: with what the package has for this client. */
export type OpenScreen = (server: CachedServer, isOrdered: boolean) => Screen;

function textOf({ params }: { params: { text: string | null } }): string {
  if (params.text === null) throw new Error('It has no text.');
  return params.text;
}

export const TEXTS = {
  headline: textOf(HEADLINE),
  list: textOf(LIST),
  glance: textOf(GLANCE),
  events: textOf(EVENTS),
  states: textOf(STATES),
  report: textOf(REPORT),
};
