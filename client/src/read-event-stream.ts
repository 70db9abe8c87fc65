/** Reads text/event-stream as the standard of HTML writes it; comments are signs of life, and make no event. */

export interface StreamedEvent {
  event: string;
  data: string;
}

const LINE_END = /\r\n|\n|\r/;

/** Takes the text as it comes in pieces; `onEvent` gets each event when its empty line has come. */
export class EventStreamReader {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private readonly onEvent: (event: StreamedEvent) => void;

  constructor(onEvent: (event: StreamedEvent) => void) {
    this.onEvent = onEvent;
  }

  push(text: string): void {
    this.rest += text;
    // The rest of a line end may still come.
    const isCut = this.rest.endsWith('\r');
    const lines = (isCut ? this.rest.slice(0, -1) : this.rest).split(LINE_END);
    this.rest = (lines.pop() ?? '') + (isCut ? '\r' : '');
    for (const line of lines) this.take(line);
  }

  private take(line: string): void {
    if (line === '') {
      this.dispatch();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
  }

  private dispatch(): void {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    if (data.length > 0) this.onEvent({ event: event === '' ? 'message' : event, data: data.join('\n') });
  }
}
