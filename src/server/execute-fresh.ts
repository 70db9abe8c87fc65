/** Executes a query or mutation in a context of its own that is closed after it. */
import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Session } from './session';

export async function executeFresh(args: ExecutionArgs, session: Session): Promise<ExecutionResult> {
  const operation = session.openOperation(await session.findViewer());
  try {
    return await execute({ ...args, contextValue: operation });
  } finally {
    await operation.close();
  }
}
