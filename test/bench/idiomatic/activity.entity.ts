import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('activity')
export class Activity {
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId!: string;
  @Column('int') version!: number;
  @Column('int') contacts!: number;
  @Column('text', { name: 'last_channel' }) lastChannel!: string;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
  @Column('jsonb') last!: object;
}
