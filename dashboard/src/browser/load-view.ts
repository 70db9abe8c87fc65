/** Loads what a view needs, when it is opened. */
import type { View } from '../address.ts';
import { addView, isKnownView, type ViewParts } from '../page/views.tsx';

/** One import for each: what follows has to stand in its own file of the built page. */
const LOADED: Partial<Record<View, () => Promise<{ VIEW: unknown }>>> = {
  feed: () => import('../feed/feed-view.tsx'),
  late: () => import('../late/late-view.tsx'),
  briefing: () => import('../briefing/briefing-view.tsx'),
  records: () => import('../records/records-view.tsx'),
};

/** A view that is not known stays so, and there is no page of it. */
async function loadView(view: View): Promise<void> {
  const load = LOADED[view];
  if (isKnownView(view) || load === undefined) return;
  addView(view, (await load()).VIEW as ViewParts<unknown>);
}

export function isLoaded(view: View): Promise<boolean> {
  return loadView(view).then(
    () => true,
    () => false,
  );
}
