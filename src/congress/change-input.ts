/** What the input of every mutation of one congress has. */
import type { CongressReference } from './lock-congresses';

export interface ChangeInput extends CongressReference {
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}
