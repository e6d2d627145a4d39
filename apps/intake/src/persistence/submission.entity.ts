import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An envelope's identity. The other identity of a submission needs no row: the interaction's id follows from it. */
@Entity('submission')
export class SubmissionEntity {
  @PrimaryColumn('text') envelope!: string;
  @Column('int4') version!: number;
  @Column('uuid') interactionId!: string;
}
