import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the reference consumer remembers of a customer. */
@Entity('activity')
export class ActivityEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('int4') contacts!: number;
  @Column('text') lastChannel!: string;
  @Column('timestamptz') lastAt!: Date;
  @Column('jsonb') last!: object;
}
