/** Writes a page for the server, with the figures in it: the first paint needs no script. */
import { render } from 'preact-render-to-string';
import { readAddress } from './address.ts';
import { VIEW as BRIEFING } from './briefing/briefing-view.tsx';
import type { CountryMap } from './map/country-map.ts';
import { VIEW as FEED } from './feed/feed-view.tsx';
import { VIEW as LATE } from './late/late-view.tsx';
import { OVERVIEW } from './overview/overview.tsx';
import { askPage, type Asked } from './page/ask-page.ts';
import { HtmlDocument } from './page/document.tsx';
import { firstState, nowhere } from './page/first-state.ts';
import { Page } from './page/page.tsx';
import { addView } from './page/views.tsx';
import { VIEW as RECORDS } from './records/records-view.tsx';
import type { Asking } from './source/asking.ts';
import type { Language } from './words/language.ts';

addView('overview', OVERVIEW);
addView('records', RECORDS);
addView('briefing', BRIEFING);
addView('feed', FEED);
addView('late', LATE);

export interface PageRequest {
  path: string;
  search: string;
  /** The reader's own. */
  language: Language;
  /** Where the files of the page are, with a slash behind. */
  assets: { base: string };
  /** Whether somebody without a token may read. */
  mayRead: boolean;
  map: CountryMap | null;
  version: string;
}

export interface WrittenPage {
  status: 200 | 404 | 503;
  html: string;
}

const STATUS = { NOT_FOUND: 404, SIGN_IN: 200, NO_CAMPAIGN: 200, UNAVAILABLE: 503 } as const;

export function* openPage(request: PageRequest): Asking<WrittenPage> {
  const { path, search, language, mayRead, map, version, assets } = request;
  const address = readAddress(path, search, language);
  const asked = address === undefined ? nothing('NOT_FOUND') : mayRead ? yield* askPage(address) : nothing('SIGN_IN');
  const where = address ?? nowhere(language);
  const state = firstState(where, { ...asked, language: where.language, map, version });
  const html = render(
    <HtmlDocument state={state} base={assets.base}>
      <Page state={state} act={ignore} />
    </HtmlDocument>,
  );
  return { status: asked.obstacle === undefined ? 200 : STATUS[asked.obstacle], html: `<!doctype html>${html}` };
}

function nothing(obstacle: 'NOT_FOUND' | 'SIGN_IN'): Asked {
  return { frame: null, content: undefined, obstacle };
}

/** There is nobody yet. */
function ignore(): void {
  return undefined;
}
