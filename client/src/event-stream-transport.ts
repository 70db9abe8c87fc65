/** Operations over server-sent events, each over a request of its own: where something in between does not let WebSocket through. */
import { GiaoBanError, LineLost, messageOf, TokenRefused, type Identification } from './fault.ts';
import { isPassingStatus, isUnreached, pauseOf } from './http-answer.ts';
import type { Identity } from './identity.ts';
import { errorsOf, type Answer, type GraphQLErrors, type Payload } from './operation.ts';
import { EventStreamReader } from './read-event-stream.ts';
import type { RunListener, Transport } from './transport.ts';

interface Options {
  url: string;
  identity: Identity;
  fetch: typeof globalThis.fetch;
  /** Milliseconds without a byte after which a line is given up; more than between two pings of the server. */
  quiet: number;
}

export class EventStreamTransport implements Transport {
  readonly name = 'sse';
  private readonly lines = new Set<(why: Error) => void>();
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  run(payload: Payload, listener: RunListener, signal: AbortSignal): Promise<void> {
    const line = new AbortController();
    return new Promise<void>((resolve, reject) => {
      let silence: ReturnType<typeof setTimeout> | undefined;
      const hangUp = (why: Error): void => {
        end();
        reject(why);
      };
      const callOff = (): void => {
        end();
        resolve();
      };
      const end = (): void => {
        clearTimeout(silence);
        signal.removeEventListener('abort', callOff);
        this.lines.delete(hangUp);
        line.abort();
      };
      const onLife = (): void => {
        clearTimeout(silence);
        const { quiet } = this.options;
        silence = setTimeout(() => {
          hangUp(new LineLost(`Nothing has come for ${quiet} ms.`));
        }, quiet);
      };
      signal.addEventListener('abort', callOff);
      this.lines.add(hangUp);
      onLife();
      this.carry(payload, { ...listener, onLife }, line.signal).then(callOff, hangUp);
    });
  }

  hangUp(why: string): void {
    for (const hangUp of [...this.lines]) hangUp(new LineLost(why));
  }

  close(): void {
    this.hangUp('The client was closed.');
  }

  private async carry(
    payload: Payload,
    { onOpen, onAnswer, onLife }: RunListener & { onLife: () => void },
    signal: AbortSignal,
  ): Promise<void> {
    const sent = await this.options.identity.current();
    const response = await this.open(payload, sent, signal);
    onLife();
    const body = await bodyOf(response, sent);
    this.options.identity.accept();
    onOpen();
    const stream = { isComplete: false };
    const reader = new EventStreamReader(({ event, data }) => {
      if (event === 'complete') stream.isComplete = true;
      // What a line says that was given up is not heard.
      else if (event === 'next' && !signal.aborted) onAnswer(read(data));
    });
    for await (const text of readText(body)) {
      onLife();
      reader.push(text);
      if (stream.isComplete) return;
    }
    throw new LineLost('The stream has ended.');
  }

  private async open(payload: Payload, sent: Identification, signal: AbortSignal): Promise<Response> {
    try {
      return await this.options.fetch(`${this.options.url}/graphql/stream`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...sent },
        body: JSON.stringify(payload),
        signal,
      });
    } catch (error) {
      throw new LineLost(messageOf(error), { isUndone: isUnreached(error) });
    }
  }
}

/** The stream; throws what the answer says instead. */
async function bodyOf(response: Response, sent: Identification): Promise<ReadableStream<Uint8Array>> {
  const { status, headers, body } = response;
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (status === 200 && isStream && body !== null) return body;
  const errors = await readErrors(response);
  const message = errors?.map((each) => each.message).join(' ') ?? `The answer has the status ${status}.`;
  if (status === 401) throw new TokenRefused(message, sent);
  // Whatever is not of this server comes from something in between.
  if (errors === undefined || isPassingStatus(status)) throw new LineLost(message, { comeBackAfter: pauseOf(headers) });
  throw new GiaoBanError(errors);
}

function read(data: string): Answer {
  try {
    return JSON.parse(data) as Answer;
  } catch {
    throw new LineLost('An event of the stream is not JSON.');
  }
}

async function readErrors(response: Response): Promise<GraphQLErrors | undefined> {
  try {
    return errorsOf(await response.json());
  } catch {
    return undefined;
  }
}

/** Async iteration of a body is not in every browser. */
async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new LineLost(messageOf(error));
      });
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
