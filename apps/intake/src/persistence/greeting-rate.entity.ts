import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('greeting_rate')
export class GreetingRateEntity {
  @PrimaryColumn('uuid') rateKey!: string;
  @Column('int4') version!: number;
  @Column('jsonb') times!: number[];
  @Column('timestamptz', { nullable: true }) suspectedAt?: Date;
}
