import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Corrected } from '../domain/correction.js';

/** What a person said that a contact is about, beside what was said before. */
@Entity('correction')
export class CorrectionEntity {
  @PrimaryColumn('uuid') correctionId!: string;
  @Column('uuid') interactionId!: string;
  @Column('int4') interactionVersion!: number;
  @Column('uuid', { nullable: true }) caseId?: string;
  @Column('text') by!: string;
  @Column('timestamptz') at!: Date;
  @Column('jsonb') corrected!: Corrected;
}
