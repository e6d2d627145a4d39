import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Contacts that were not acknowledged, counted by reason. */
@Entity('acknowledgement_suppression')
export class SuppressionEntity {
  @PrimaryColumn('text') reason!: string;
  /** pg gives an `int8` as text. */
  @Column('int8') count!: string;
}
