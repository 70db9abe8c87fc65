/** The views of an organization, each with what it asks for and how it is shown. The server knows all of them, a browser loads those that somebody opens. */
import type { JSX } from 'preact';
import type { Address, View } from '../address.ts';
import type { BoardEvent } from '../board/move-on.ts';
import { Refusal, type Asking } from '../source/asking.ts';
import type { Frame } from './frame.ts';
import type { Shown } from './shown.ts';

export interface ViewParts<Data> {
  /** Throws a Refusal. */
  ask: (frame: Frame, address: Address) => Asking<Data>;
  View: (props: { data: Data; shown: Shown }) => JSX.Element;
  /** What an event alone makes of it; `isExact` says whether nothing has to be read again. Without it, each event does. */
  moveOn?: (data: Data, event: BoardEvent) => { data: Data; isExact: boolean };
  /** The next page of a list that goes on. */
  askMore?: (data: Data, frame: Frame, address: Address) => Asking<Data>;
}

/** Of the view that it says. */
export interface Content {
  view: View;
  data: unknown;
}

const known = new Map<View, ViewParts<unknown>>();

export function addView<Data>(view: View, parts: ViewParts<Data>): void {
  known.set(view, parts as ViewParts<unknown>);
}

export function isKnownView(view: View): boolean {
  return known.has(view);
}

/** Throws a Refusal where there is no such view. */
export function partsOf(view: View): ViewParts<unknown> {
  const parts = known.get(view);
  if (parts === undefined) throw new Refusal('NOT_FOUND', '');
  return parts;
}

/** Throws a Refusal. */
export function* askContent(frame: Frame, address: Address): Asking<Content> {
  const { view } = address;
  return { view, data: yield* partsOf(view).ask(frame, address) };
}

export function ContentView({ content, shown }: { content: Content; shown: Shown }): JSX.Element {
  const { View } = partsOf(content.view);
  return <View data={content.data} shown={shown} />;
}
