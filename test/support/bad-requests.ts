/** Requests that are refused, each with the one error that it gets: the same on HTTP and on WebSocket (P8). */
import type { ProblemCode } from '../../src/problem';
import { BAD_CHANGES } from './bad-changes';
import { BAD_QUERIES } from './bad-queries';
import type { Known } from './known-congresses';

export interface BadRequest {
  name: string;
  query: string;
  /** Variables, made from congresses of the demo country. */
  variables?: (known: Known) => Record<string, unknown>;
  as?: 'admin' | 'reporterOf01' | 'viewer';
  code: ProblemCode;
  argument?: string;
  /** What the caller reads. */
  message: RegExp;
}

export const BAD_REQUESTS: readonly BadRequest[] = [...BAD_QUERIES, ...BAD_CHANGES];
