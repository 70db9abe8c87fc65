/** The page in a browser: takes over what the server has written, follows the log, and goes where somebody goes. */
import { hydrate, render } from 'preact';
import { readAddress } from './address.ts';
import { followLinks } from './browser/follow-links.ts';
import { LivePage } from './browser/live-page.ts';
import { isLoaded } from './browser/load-view.ts';
import { OVERVIEW } from './overview/overview.tsx';
import { ROOT_ID, STATE_ID } from './page/ids.ts';
import { firstState, nowhere, type Given } from './page/first-state.ts';
import { Page } from './page/page.tsx';
import type { PageState } from './page/page-state.ts';
import { titleOf } from './page/page-title.ts';
import { addView } from './page/views.tsx';

addView('overview', OVERVIEW);

async function begin(root: HTMLElement, given: Given): Promise<void> {
  const address = readAddress(location.pathname, location.search, given.language) ?? nowhere(given.language);
  // Without its file the page stays as it was written.
  if (!(await isLoaded(address.view))) return;
  let isTaken = false;
  const page = new LivePage(firstState(address, given), (state: PageState) => {
    const shown = <Page state={state} act={page.act} />;
    if (isTaken) render(shown, root);
    else hydrate(shown, root);
    isTaken = true;
    document.title = titleOf(state);
  });
  followLinks((href) => {
    page.go(href);
  });
  page.begin();
}

const root = document.getElementById(ROOT_ID);
const written = document.getElementById(STATE_ID)?.textContent;
if (root !== null && written) void begin(root, JSON.parse(written) as Given);
