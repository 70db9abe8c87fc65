/** Counts what GraphQL executes, in a test file that imports this. */
import { jest } from '@jest/globals';
import * as execution from 'graphql/execution/execute';

/** Root values of the executions that had one, in order. */
export const executedRoots: object[] = [];

const { execute } = execution;
jest.spyOn(execution, 'execute').mockImplementation((args) => {
  if (typeof args.rootValue === 'object' && args.rootValue !== null) executedRoots.push(args.rootValue);
  return execute(args);
});
