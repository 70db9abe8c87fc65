/** The shape of the demo country: what is generated of it and loaded. */
import type { Day } from '../day';
import type { Level, OrganizationKind } from '../organization/level';
import type { RecordNoun } from '../record/noun';

export interface DemoCountry {
  /** Parents before their children. */
  organizations: DemoOrganization[];
  /** What was decided and reported, in the order in which it was recorded (`recordedAt` never falls). */
  decisions: DemoDecision[];
}

export interface DemoOrganization {
  code: string;
  /** Null for the root only. */
  parentCode: string | null;
  name: string;
  nameEn: string | null;
  level: Level;
  kind: OrganizationKind;
  /** Code of the region of a province or city (`RRD`), null elsewhere. */
  region: string | null;
}

interface Recorded {
  /** RFC 3339 with the offset +07:00; its day is the business day on which it was decided. */
  recordedAt: string;
  /** Code of the organization whose congress it is. */
  organization: string;
}

export type DemoDecision = Recorded &
  (
    | { kind: 'PLANNED'; plannedOn: Day; pilot: boolean }
    | { kind: 'RESCHEDULED'; plannedOn: Day; reason: string }
    /** Without a new day the congress is POSTPONED; with one it stays PLANNED. */
    | { kind: 'POSTPONED'; plannedOn: Day | null; reason: string }
    | {
        kind: 'COMPLETED';
        heldOn: Day;
        delegatesSummoned: number;
        delegatesAttended: number;
        committeeElected: number;
      }
  );

/** What is recorded beside the congresses: one entry of the log each, as a mutation would have written it. */
export interface DemoRecord {
  /** In the same form as for a decision: `2020-02-28T16:05:00+07:00`. */
  recordedAt: string;
  noun: RecordNoun;
  /** Such as `ADDED`. */
  verb: string;
  /** Code of the organization that it is of. */
  organization: string;
  reason: string | null;
  /** Which thing of the noun it is: the same key again changes the same thing. */
  key: string;
  /** All columns but `id`, `organization_id` and `position`. */
  row: Record<string, unknown>;
}
