import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('quota_use')
export class QuotaUseEntity {
  @PrimaryColumn('text') programmeId!: string;
  @Column('int4') version!: number;
  @Column('int8') stretch!: number;
  @Column('int4') used!: number;
}
