/** What a request is refused with: one error, which names its argument. */
import { expect } from '@jest/globals';
import type { Answer } from './start-test-app';

export interface Refusal {
  message: string;
  code: string;
  argument?: string;
  /** Of a batch: what is wrong with each of the list. */
  refused?: { index: number; code: string; argument?: string }[];
}

/** Fails unless there is exactly one error. */
export function refusalOf({ errors }: Answer<unknown>): Refusal {
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors![0]!;
  return { ...(extensions as Omit<Refusal, 'message'>), message };
}

export function expectRefused(answer: Answer<unknown>, code: string, argument: string, message = /./): void {
  expect(refusalOf(answer)).toMatchObject({ code, argument, message: expect.stringMatching(message) });
}
