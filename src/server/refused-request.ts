/** A request that HTTP itself refuses, with the status and headers that it has for that. */
import { Problem, type ProblemCode, type ProblemDetails } from '../problem';
import { type Message } from '../words/message';

interface Refusal extends ProblemDetails {
  code?: ProblemCode;
  /** Of the answer, such as what would have been accepted. */
  headers?: Readonly<Record<string, string>>;
}

export class RefusedRequest extends Problem {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    said: Message,
    { code = 'BAD_REQUEST', headers = {}, ...details }: Refusal = {},
  ) {
    super(code, said, details);
    this.headers = headers;
  }
}
