/** Sends bytes to the server as they are, and reads the one answer that comes before it closes the connection. */
import { connect } from 'node:net';
import type { GraphQLFormattedError } from 'graphql';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Of the body, where it is JSON. */
  errors: GraphQLFormattedError[];
}

/** `lines` are those of the head; the request asks for the end of the connection unless it says something else about that. */
export function sendRaw(url: string, lines: readonly string[], body: string | Buffer = ''): Promise<RawAnswer> {
  const isClosing = !lines.some((line) => /^connection:/i.test(line));
  const head = [...lines, ...(isClosing ? ['connection: close'] : [])].join('\r\n');
  return sendBytes(url, Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)]));
}

export async function sendBytes(url: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // The other side of the connection stays open: Node takes its end for the client's going away.
  socket.write(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return readAnswer(Buffer.concat(chunks).toString());
}

function readAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const body = text.slice(end + 4);
  const headers = Object.fromEntries(
    lines.map((line) => [line.replace(/:.*/, '').toLowerCase(), line.replace(/^[^:]*: */, '')]),
  );
  const isJson = (headers['content-type'] ?? '').startsWith('application/json') && body.startsWith('{');
  const { errors = [] } = (isJson ? JSON.parse(body) : {}) as { errors?: GraphQLFormattedError[] };
  return { status: Number(first.split(' ')[1]), headers, body, errors };
}
