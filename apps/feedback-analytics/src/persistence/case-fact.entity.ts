import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('case_fact')
export class CaseFactEntity {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('uuid') interactionId!: string;
  @Column('int4') cycle!: number;
  @Column('text') channel!: string;
  @Column('text', { nullable: true }) queueId?: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) primaryNeed?: string;
  @Column('text') issueKey!: string;
  @Column('text', { nullable: true }) agentId?: string;
  @Column('timestamptz') openedAt!: Date;
  @Column('float8', { nullable: true }) firstReplySeconds?: number;
  @Column('timestamptz', { nullable: true }) closedAt?: Date;
}
