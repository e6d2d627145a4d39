import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Written by the engine alone, and never changed. */
@Entity('decision')
export class DecisionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'int8' }) decisionId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') itemId!: string;
  @Column('timestamptz') decidedAt!: Date;
  @Column('text') decision!: string;
  @Column('text') policyVersion?: string;
  @Column('uuid') offerId?: string;
  @Column('jsonb') body!: object;
}
