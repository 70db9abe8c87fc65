/** The claim of an operation to the id that its client gave it. */
import type { CallOff } from './call-off';

export interface Claim {
  id: string;
  /** The client has given the id to another operation meanwhile. */
  isLost: boolean;
  callOff: CallOff;
}
