/** The server that the page comes from, followed by the client package. */
import { createClient, GiaoBanError, type Client, type ConnectionStatus } from '../../../client/src/client.ts';
import {
  BoardEventsDocument,
  CurveFollowedDocument,
  NewestDocument,
  type BoardEventsSubscription,
  type CurvePointsFragment,
  type Level,
  type NewestQuery,
  type CurveFollowedSubscription,
  type TypedDocumentString,
} from '../../generated/operations.ts';
import { COUNTED } from '../board/stage.ts';
import type { Answer, Question } from './asking.ts';
import type { Counted, EventsFollowed, LineStatus, Source } from './source.ts';

/** Milliseconds between two curves: nobody sees more of a year. */
const CURVE_MILLISECONDS = 2_000;
const VERSION_ADDRESS = '/page/version';

export class LiveSource implements Source {
  private readonly client: Client;

  constructor(
    language: string,
    private token: string | undefined,
  ) {
    this.client = createClient({
      url: '/',
      identify: () => ({
        'accept-language': language,
        authorization: this.token === undefined ? undefined : `Bearer ${this.token}`,
      }),
    });
  }

  async ask({ query, variables }: Question): Promise<Answer> {
    try {
      return { data: await this.client.query(query, variables) };
    } catch (error) {
      return toAnswer(error);
    }
  }

  followEvents({ counted, after, onEvent, onRefused }: EventsFollowed): () => void {
    const next = ({ eventRecorded }: BoardEventsSubscription): void => {
      onEvent({ ...eventRecorded.node, cursor: eventRecorded.cursor });
    };
    return this.subscribe(BoardEventsDocument, { ...variablesOf(counted), after }, next, onRefused);
  }

  followCurve(counted: Counted, onCurve: (curve: CurvePointsFragment) => void): () => void {
    const next = ({ progress }: CurveFollowedSubscription): void => {
      onCurve(progress);
    };
    return this.subscribe(
      CurveFollowedDocument,
      { ...variablesOf(counted), atMostEvery: CURVE_MILLISECONDS },
      next,
      nothing,
    );
  }

  /** Over the line itself: what is on it comes before the answer, and a connection that is dead beside it holds nothing up. */
  newestPosition(within: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const next = ({ events }: NewestQuery): void => {
        resolve(events?.edges.at(-1)?.node.position ?? 0);
      };
      this.subscribe(NewestDocument, { within }, next, reject);
    });
  }

  onStale(listener: (isNewLog: boolean) => void): void {
    this.client.onStale((why) => {
      listener(why === 'RESYNC');
    });
  }

  onStatus(listener: (status: LineStatus) => void): void {
    this.client.onStatus((status) => {
      listener(toLineStatus(status));
    });
  }

  identify(token: string | undefined): void {
    this.token = token;
    this.client.reconnect();
  }

  file(href: string): Promise<Response> {
    return this.client.fetch(href);
  }

  async version(): Promise<string> {
    const answer = await this.client.fetch(VERSION_ADDRESS);
    return answer.ok ? answer.text() : '';
  }

  private subscribe<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    onNext: (data: Data) => void,
    error: () => void,
  ): () => void {
    const next = ({ data }: { data?: Data | null | undefined }): void => {
      if (data != null) onNext(data);
    };
    const payload = { query: document.toString(), variables: variables as Record<string, unknown> };
    return this.client.subscribe<Data>(payload, { next, error, complete: nothing });
  }
}

function nothing(): void {
  return undefined;
}

function variablesOf({ within, stage }: Counted): { within: string; level: Level; pilot: true | null } {
  return { within, ...COUNTED[stage] };
}

function toLineStatus({ state }: ConnectionStatus): LineStatus {
  return state === 'idle' ? 'connecting' : state;
}

function toAnswer(error: unknown): Answer {
  if (error instanceof GiaoBanError) return { data: error.data, errors: error.errors };
  return { errors: [{ message: String(error), extensions: { code: 'UNAVAILABLE' } }] };
}
