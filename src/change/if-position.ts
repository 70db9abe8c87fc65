/** What `ifPosition` means wherever an input has it: the version of the thing, as it was read. */
import { Field, Int } from 'type-graphql';
import { Problem } from '../problem';
import { type Message, say } from '../words/message';

/** The field of an input, about `the congress`. */
export function IfPosition(what: string): PropertyDecorator {
  return Field(() => Int, {
    nullable: true,
    description: `Refuses with CONFLICT unless ${what} is still at this \`position\`, as it was read: that of the last event that changed it, 0 while there was none.`,
  });
}

/** What was never recorded is at position 0. `what` begins the sentence: `The congress`. */
export function requireUnchanged(
  what: Message,
  found: { position: number } | null | undefined,
  { ifPosition }: { ifPosition?: number | null | undefined },
): void {
  const position = found?.position ?? 0;
  if (ifPosition == null || ifPosition === position) return;
  const now = position === 0 ? say`there is none yet, which is position 0` : say`it is at ${position} now`;
  const message = say`${what} has changed since position ${ifPosition}: ${now}. Read it again, then decide.`;
  throw new Problem('CONFLICT', message, { argument: 'ifPosition' });
}
