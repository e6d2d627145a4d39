import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('journey')
export class JourneyEntity {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('uuid') interactionId!: string;
  @Column('text') reference!: string;
  @Column('int4') cycle!: number;
  @Column('text') status!: string;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt?: Date;
}
