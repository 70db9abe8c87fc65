/** One of the servers that are compared. */
import { AnswerLine, writeRequest } from './answer-line';
import type { Work } from './works';

export interface Contender {
  name: string;
  kind: 'ours' | 'peer' | 'constant';
  /** Of its process, whose CPU is measured. */
  pid: number;
  url: string;
  /** Undefined for what it cannot answer. */
  requestFor: (work: Work) => Buffer | undefined;
}

/** For one question on a connection that is kept. */
export class Questioner {
  private readonly lines = new Map<Contender, AnswerLine>();

  /** The answer as it came, without white space around it. */
  async ask(contender: Contender, work: Work): Promise<string> {
    const request = requireRequest(contender, work);
    const { status, body } = await this.lineTo(contender).ask(request);
    const text = body.toString().trim();
    if (status !== 200)
      throw new Error(`${contender.name} answered ${work.title} with ${status}: ${text.slice(0, 300)}`);
    return text;
  }

  private lineTo(contender: Contender): AnswerLine {
    const known = this.lines.get(contender);
    if (known?.isClosed === false) return known;
    const line = new AnswerLine(contender.url);
    this.lines.set(contender, line);
    return line;
  }

  close(): Promise<void> {
    for (const line of this.lines.values()) line.close();
    this.lines.clear();
    return Promise.resolve();
  }
}

export function requireRequest({ name, requestFor }: Contender, work: Work): Buffer {
  const request = requestFor(work);
  if (request === undefined) throw new Error(`${name} does not know ${work.title}.`);
  return request;
}

/** Each is written once; `documentOf` gives none of what the server cannot answer. */
export function requestsAt(
  url: string,
  documentOf: (work: Work) => string | undefined,
  token?: string,
): Contender['requestFor'] {
  const known = new Map<Work, Buffer>();
  return (work) => {
    const document = documentOf(work);
    if (document === undefined) return undefined;
    const request = known.get(work) ?? writeRequest(url, document, token);
    known.set(work, request);
    return request;
  };
}
