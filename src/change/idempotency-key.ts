/** The key of a mutation that was carried out, with the events that answered it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  subject!: string;

  @PrimaryColumn('character varying', { length: 64, primaryKeyConstraintName: 'idempotency_key_pkey' })
  key!: string;

  /** Hash of the mutation and its input: the same key with another input is a conflict. */
  @Column('text')
  fingerprint!: string;

  /** Positions of the events that answered, one for each report. */
  @Column('integer', { array: true })
  positions!: number[];
}
