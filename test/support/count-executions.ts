/** Counts what GraphQL executes. Import it before anything that imports `graphql`: it puts a counting `execute` in its place. */
import { jest } from '@jest/globals';
import type * as graphql from 'graphql';

/** Root values of the executions that had one, in order. */
export const executedRoots: object[] = [];

jest.mock('graphql', () => {
  const actual = jest.requireActual<typeof graphql>('graphql');
  const execute: typeof actual.execute = (args) => {
    if (typeof args.rootValue === 'object' && args.rootValue !== null) executedRoots.push(args.rootValue);
    return actual.execute(args);
  };
  return { ...actual, execute };
});
