import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('greeting_rate')
export class GreetingRateEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('jsonb') times!: number[];
  @Column('timestamptz', { nullable: true }) suspectedAt?: Date;
}
