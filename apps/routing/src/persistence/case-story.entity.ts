import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('case_story')
export class CaseStoryEntity {
  @PrimaryColumn('uuid') caseId!: string;
  /** Of the first of the events. */
  @PrimaryColumn('int4') sequence!: number;
  @Column('timestamptz') toldAt!: Date;
  @Column('jsonb') events!: object;
}
