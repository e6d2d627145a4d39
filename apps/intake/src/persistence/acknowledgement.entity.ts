import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('acknowledgement')
export class AcknowledgementEntity {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('int4') version!: number;
  @Column('uuid') interactionId!: string;
  @Column('uuid') messageId!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('int4') suggestions!: number;
  @Column('timestamptz', { nullable: true }) repliedAt?: Date;
}
