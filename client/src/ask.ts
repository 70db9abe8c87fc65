/** A query or a mutation over HTTP: its data, or an error that says what is wrong. */
import { GiaoBanError } from './fault.ts';
import { toPayload, type Answer, type Document } from './operation.ts';

export type Ask = <Data, Variables>(
  document: Document<Data, Variables>,
  variables?: Variables,
  signal?: AbortSignal,
) => Promise<Data>;

export function openAsk(url: string, patientFetch: typeof globalThis.fetch): Ask {
  return async <Data, Variables>(
    document: Document<Data, Variables>,
    variables?: Variables,
    signal?: AbortSignal,
  ): Promise<Data> => {
    const response = await patientFetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(toPayload(document, variables)),
      signal: signal ?? null,
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    if (errors !== undefined) throw new GiaoBanError(errors, data);
    if (data == null) throw new Error(`The server answered ${response.status} without data.`);
    return data;
  };
}
