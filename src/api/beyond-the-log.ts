/** Marks fields of the schema that read something other than the log and what follows from it, such as who is asking: their operations are answered for each who asks. */
import { Extensions } from 'type-graphql';

/** Among the extensions of a field. */
export const READS_BEYOND_THE_LOG = 'readsBeyondTheLog';

export function ReadsBeyondTheLog(): MethodDecorator & PropertyDecorator {
  return Extensions({ [READS_BEYOND_THE_LOG]: true });
}
