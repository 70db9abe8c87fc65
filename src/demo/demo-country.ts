/** The shape of the demo country: what its generator gives and its loader writes. */
import type { Day } from '../day';
import type { Level, OrganizationKind } from '../organization/level';

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
