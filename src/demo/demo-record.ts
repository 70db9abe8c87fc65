/** What the demo country records beside its congresses: an entry of the log each, as the mutations would have written it. */
import type { RecordNoun } from '../record/noun';

export interface DemoRecord {
  /** Of the same form as that of a decision: `2020-02-28T16:05:00+07:00`. */
  recordedAt: string;
  noun: RecordNoun;
  /** As `ADDED`. */
  verb: string;
  /** Code of the organization that it is of. */
  organization: string;
  reason: string | null;
  /** Which thing of the noun it is: the same key again changes the same thing. */
  key: string;
  /** All columns but `id`, `organization_id` and `position`. */
  row: Record<string, unknown>;
}
