/** What the page shows, moved on by what happens in the log and by what somebody does. */
import { isSameQuestion, readAddress, writeAddress, type Address } from '../address.ts';
import type { BoardEvent } from '../board/move-on.ts';
import type { OverviewData } from '../overview/overview.tsx';
import { askPage, type Asked } from '../page/ask-page.ts';
import type { PageState } from '../page/page-state.ts';
import type { Act } from '../page/shown.ts';
import { partsOf } from '../page/views.tsx';
import { carryOutAsking } from '../source/asking.ts';
import { LiveSource } from '../source/live-source.ts';
import type { Source } from '../source/source.ts';
import { LineWatch } from './line-watch.ts';
import { isLoaded } from './load-view.ts';
import { onceAFrame } from './once-a-frame.ts';
import { isReplaced } from './page-version.ts';
import { saveAnswer } from './save-file.ts';
import { endOf, keepToken, keptToken } from './tab-token.ts';

/** Milliseconds between two readings of what events alone do not tell. */
const READ_AGAIN = 1_000;
const TRY_AGAIN = 5_000;

export class LivePage {
  private readonly source: Source;
  private readonly watch: LineWatch;
  private leave: () => void = () => undefined;
  private readonly drawSoon = onceAFrame(() => {
    this.draw(this.state);
  });
  private isListening = false;
  /** Those that came while everything is being read again. */
  private waiting: BoardEvent[] | undefined;
  private again: number | undefined;
  private goes = 0;
  private mayGoBack = false;
  private followed = '';

  constructor(
    private state: PageState,
    private readonly draw: (state: PageState) => void,
  ) {
    const token = keptToken();
    this.source = new LiveSource(state.address.language, token);
    if (token !== undefined) this.state = { ...state, token: { endsAt: endOf(token) } };
    this.watch = new LineWatch(
      this.source,
      this.change.bind(this),
      () => void Promise.all([this.findNewest(), this.findVersion()]),
    );
  }

  begin(): void {
    this.draw(this.state);
    window.addEventListener('popstate', () => {
      this.go(location.pathname + location.search, true);
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.change({ explained: null });
    });
    // Nobody is asked in vain.
    if (this.state.token === null && this.state.obstacle === 'SIGN_IN') return;
    this.listen();
    // With a token there is more to see than the server could write.
    if (this.state.token !== null || this.state.frame === null) void this.readAgain();
    else this.follow();
  }

  private listen(): void {
    if (this.isListening) return;
    this.isListening = true;
    this.watch.begin();
    this.source.onStale((isNewLog) => {
      this.mayGoBack ||= isNewLog;
      void this.readAgain();
    });
  }

  readonly act = (act: Act): void => {
    switch (act.kind) {
      case 'explain':
        this.change({ explained: act.explained });
        return;
      case 'sign-in':
      case 'sign-out':
        this.signIn(act.kind === 'sign-in' ? act.token : undefined);
        return;
      case 'reload':
        location.reload();
        return;
      case 'go':
        this.go(act.href);
        return;
      case 'carry-out':
        void carryOutAsking(act.asking, (question) => this.source.ask(question)).catch(act.onFailed);
        return;
      case 'download':
        void this.source.file(act.href).then(saveAnswer).catch(act.onFailed);
        return;
    }
  };

  private signIn(token: string | undefined): void {
    keepToken(token);
    this.change({ token: token === undefined ? null : { endsAt: endOf(token) } });
    this.source.identify(token);
    this.mayGoBack = true;
    this.listen();
    void this.readAgain();
  }

  go(href: string, isBack = false): void {
    const { pathname, search } = new URL(href, location.href);
    const address = readAddress(pathname, search, this.state.address.language);
    if (address === undefined) {
      location.assign(href);
      return;
    }
    if (!isBack) history.pushState(null, '', href);
    if (isSameQuestion(address, this.state.address)) this.change({ address });
    else void this.read(address, isBack);
  }

  private ask(address: Address): Promise<Asked> {
    return carryOutAsking(askPage(address), (question) => this.source.ask(question));
  }

  private async read(address: Address, isBack: boolean): Promise<void> {
    this.goes += 1;
    const going = this.goes;
    this.change({ isGoing: true, explained: null });
    // Its file may be gone with the version that this page is of.
    if (!(await isLoaded(address.view))) {
      location.assign(writeAddress(address));
      return;
    }
    const asked = await this.ask(address);
    if (going !== this.goes) return;
    this.waiting = undefined;
    this.change({ address, isGoing: false, ...asked });
    this.follow();
    if (this.state.line.state !== 'live') void this.findNewest();
    if (isBack) return;
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }

  /** Everything anew; events that come meanwhile are kept for after it. */
  private async readAgain(): Promise<void> {
    window.clearTimeout(this.again);
    this.again = undefined;
    if (this.waiting !== undefined) {
      this.readSoon();
      return;
    }
    const { goes } = this;
    this.waiting = [];
    const asked = await this.ask(this.state.address);
    const waiting = this.waiting;
    this.waiting = undefined;
    if (goes !== this.goes) return;
    if (asked.obstacle === 'UNAVAILABLE') {
      this.readSoon(TRY_AGAIN);
      return;
    }
    this.show(asked, waiting);
  }

  private show(asked: Asked, waiting: readonly BoardEvent[]): void {
    const shown = this.state.frame?.position ?? 0;
    // A replica may be behind what was pushed: what is shown never goes back.
    if (!this.mayGoBack && (asked.frame?.position ?? shown) < shown) {
      this.readSoon();
      return;
    }
    this.mayGoBack = false;
    this.change(asked);
    this.follow();
    for (const event of waiting) this.take(event);
    if (this.state.line.state !== 'live') void this.findNewest();
  }

  private readSoon(milliseconds = READ_AGAIN): void {
    this.again ??= window.setTimeout(() => void this.readAgain(), milliseconds);
  }

  /** After the place that the frame was read at; nothing changes where the same is followed already. */
  private follow(): void {
    const { frame, content } = this.state;
    const counted = frame && { within: frame.place.code, stage: frame.stage };
    const key = JSON.stringify([counted, content?.view === 'overview']);
    if (key === this.followed) return;
    this.followed = key;
    this.leave();
    if (counted === null || frame === null) return;
    const onEvent = this.take.bind(this);
    const onRefused = this.readSoon.bind(this, READ_AGAIN);
    const leaveEvents = this.source.followEvents({ counted, after: frame.cursor, onEvent, onRefused });
    const leaveCurve = content?.view === 'overview' ? this.followCurve(counted) : undefined;
    this.leave = () => {
      leaveEvents();
      leaveCurve?.();
    };
  }

  private followCurve(counted: Parameters<Source['followCurve']>[0]): () => void {
    return this.source.followCurve(counted, (curve) => {
      const { content } = this.state;
      if (content?.view !== 'overview') return;
      const data = content.data as OverviewData;
      if ((data.curve?.position ?? 0) > curve.position) return;
      this.change({ content: { ...content, data: { ...data, curve } } });
    });
  }

  private take(event: BoardEvent): void {
    this.waiting?.push(event);
    const { frame, content } = this.state;
    if (frame === null || content === undefined || event.position <= frame.position) return;
    this.change({ frame: { ...frame, position: event.position } });
    const moved = partsOf(content.view).moveOn?.(content.data, event);
    if (moved !== undefined) this.change({ content: { ...content, data: moved.data } });
    if (!moved?.isExact) this.readSoon();
    this.watch.reached(event.position);
  }

  /** Of what happened while the line was away, or before there was one. */
  private async findNewest(): Promise<void> {
    const { frame } = this.state;
    const newest = frame && (await this.source.newestPosition(frame.place.code).catch(() => undefined));
    if (newest != null) this.watch.await(newest, this.state.frame?.position ?? 0);
    else if (frame !== null) {
      // Reading again tells just as well whether everything is here.
      this.watch.await(frame.position, -1);
      this.readSoon();
    }
  }

  private async findVersion(): Promise<void> {
    if (!(await isReplaced(this.source, this.state.version))) return;
    if (this.state.address.isWall) location.reload();
    else this.change({ isOutdated: true });
  }

  private change(changed: Partial<PageState>): void {
    this.state = { ...this.state, ...changed };
    this.drawSoon();
  }
}
