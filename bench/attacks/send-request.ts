/** HTTP requests of attackers: their answers are counted by status, and thrown away. */
import { Agent, request } from 'node:http';
import type { Target } from './attack';

export interface Sent {
  path?: string;
  method?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
  /** None when null. */
  token?: string | null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });

/** Resolves with the status when the answer has been read; 0 when the connection broke. */
export function sendRequest(target: Target, sent: Sent): Promise<number> {
  const { path = '/graphql', method = 'POST', body, headers = {}, token = target.token } = sent;
  target.tally('sent');
  return new Promise((resolve) => {
    const finish = (status: number): void => {
      target.tally(status === 0 ? 'broken' : String(status));
      resolve(status);
    };
    const asked = request(
      {
        agent,
        method,
        path,
        host: target.hostname,
        port: target.port,
        localAddress: target.localAddress,
        signal: target.signal,
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      },
      (answer) => {
        answer.on('error', () => undefined);
        answer.resume().once('close', () => {
          finish(answer.statusCode ?? 0);
        });
      },
    );
    asked.once('error', () => {
      finish(0);
    });
    asked.end(body);
  });
}

export function operation(query: string, variables?: object): string {
  return JSON.stringify({ query, variables });
}

/** What attackers read as anybody does, to know what to ask for. */
export async function read<Data>(target: Target, query: string): Promise<Data> {
  const response = await fetch(`${target.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${target.token}` },
    body: operation(query),
    signal: target.signal,
  });
  return ((await response.json()) as { data: Data }).data;
}

/** Codes of organizations from the top down, as many as a page has. */
export async function readCodes(target: Target): Promise<string[]> {
  const query = '{ organizations(first: 200) { edges { node { code } } } }';
  const { organizations } = await read<{ organizations: { edges: { node: { code: string } }[] } }>(target, query);
  return organizations.edges.map(({ node }) => node.code);
}
