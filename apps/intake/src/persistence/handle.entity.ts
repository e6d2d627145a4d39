import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Holder } from '../application/customer-records.js';

@Entity('handle')
export class HandleEntity {
  @PrimaryColumn('uuid') handleKey!: string;
  @Column('int4') version!: number;
  @Column('jsonb') holders!: Holder[];
}
