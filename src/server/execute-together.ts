/** Executes several entries for a group over one snapshot: what they lead to is loaded for all of them at once. */
import type { Operation } from '../access/operation';
import { asSeenFrom, type Viewer } from '../access/viewer';
import type { OpenTogether } from '../feed/execution';
import { CallOff } from './call-off';
import { executeIn, serialise, type SharedExecution } from './execute-operation';
import { positionOf } from './place-answer';

/**
 * Loaders know one viewer: an entry at which the viewer's organization lay elsewhere is left out, to be executed alone. So is one with
 * an error, which may be that of another: a statement that fails ends the snapshot for all.
 */
export function executeTogether(shared: SharedExecution): OpenTogether {
  const { args, language, rights, openOperation, log, seconds } = shared;
  return (wanted) => {
    const callOff = new CallOff({ type: 'subscription', hasLeft: false }, seconds);
    const forget = callOff.follow(wanted);
    const { signal } = callOff;
    let first: Operation | undefined;
    return {
      execute: async (rootValue, path, shown) => {
        const viewer = asSeenFrom(rights, path);
        first ??= openOperation(viewer, { signal });
        if (!liesAt(viewer, first.viewer.path)) return undefined;
        const { snapshot } = first;
        const operation = openOperation(viewer, { signal, snapshot });
        operation.shown = shown;
        const result = await executeIn({ ...args, rootValue }, operation);
        const shownAt = positionOf(result);
        if (result.errors !== undefined || (operation.hasRead && shownAt === undefined)) return undefined;
        return { answer: serialise(result, log, language), isLast: false, shownAt };
      },
      close: async () => {
        await first?.close();
        forget();
        callOff.end();
      },
    };
  };
}

function liesAt({ path }: Viewer, there: readonly number[]): boolean {
  return path.length === there.length && path.every((id, depth) => id === there[depth]);
}
