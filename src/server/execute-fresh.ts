/** Executes a query or mutation in a context of its own that is closed after it. */
import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { settle, type ServedOperation } from './served-operation';
import type { Session } from './session';

export async function executeFresh(
  args: ExecutionArgs,
  session: Session,
  served: ServedOperation,
): Promise<ExecutionResult> {
  const operation = session.openOperation(await session.findViewer());
  try {
    const result = await execute({ ...args, contextValue: operation });
    settle(served, result.errors);
    return result;
  } finally {
    await operation.close();
  }
}
