/** A query or a mutation over HTTP: its data, or an error that says what is wrong. */
import { GiaoBanError, unexpectedAnswer } from './fault.ts';
import { errorsOf, toPayload, type Answer, type Document } from './operation.ts';

/** Variables may be left out where none is required. */
export type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, signal?: AbortSignal]
    : [variables: Variables, signal?: AbortSignal];

export type Ask = <Data, Variables>(document: Document<Data, Variables>, ...given: Given<Variables>) => Promise<Data>;

export function openAsk(url: string, patientFetch: typeof globalThis.fetch): Ask {
  return async <Data, Variables>(
    document: Document<Data, Variables>,
    ...[variables, signal]: Given<Variables>
  ): Promise<Data> => {
    const response = await patientFetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(toPayload(document, variables)),
      signal: signal ?? null,
    });
    const answer = await readAnswer<Data>(response);
    const errors = errorsOf(answer);
    if (errors !== undefined) throw new GiaoBanError(errors, answer?.data);
    if (answer?.data != null) return answer.data;
    throw unexpectedAnswer(
      `What answers at ${url}/graphql does not seem to be the server: it has sent the status ${response.status} and no data. Look at the url of the client, and at what stands in between.`,
    );
  };
}

async function readAnswer<Data>(response: Response): Promise<Answer<Data> | null | undefined> {
  try {
    return (await response.json()) as Answer<Data> | null;
  } catch {
    return undefined;
  }
}
