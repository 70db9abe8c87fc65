/** A request that HTTP itself refuses, with the status and headers that it has for that. */
import { Problem, type ProblemCode, type ProblemDetails } from '../problem';

interface Refusal extends ProblemDetails {
  code?: ProblemCode;
  /** Of the answer, such as what would have been accepted. */
  headers?: Readonly<Record<string, string>>;
}

export class RefusedRequest extends Problem {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    message: string,
    { code = 'BAD_REQUEST', headers = {}, ...details }: Refusal = {},
  ) {
    super(code, message, details);
    this.headers = headers;
  }
}
