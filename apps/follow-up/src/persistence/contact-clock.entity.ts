import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('contact_clock')
export class ContactClockEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('jsonb') sent!: object[];
  @Column('jsonb') pending!: object[];
  @Column('jsonb') deferred!: object[];
  @Column('jsonb') recoveries!: string[];
}
