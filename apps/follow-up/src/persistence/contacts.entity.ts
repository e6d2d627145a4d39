import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('contacts')
export class ContactsEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('jsonb') points!: object[];
}
