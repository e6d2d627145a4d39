import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('survey')
export class SurveyEntity {
  @PrimaryColumn('uuid') responseId!: string;
  @Column('int4') version!: number;
  @Column('text') status!: string;
  @Column('text') programmeId!: string;
  @Column('uuid', { nullable: true }) caseId?: string;
  @Column('int4', { nullable: true }) cycle?: number;
  @Column('text', { nullable: true }) occasion?: string;
  @Column('text', { nullable: true }) waitsBy?: string;
  @Column('jsonb', { nullable: true }) failedAt?: string[];
  @Column('uuid') customerId!: string;
  @Column('text', { nullable: true }) caseReference?: string;
  @Column('jsonb') attribution!: object;
  @Column('timestamptz', { nullable: true }) plannedFor?: Date;
  @Column('text', { nullable: true }) channel?: string;
  @Column('text', { nullable: true }) channelAccount?: string;
  @Column('text', { nullable: true }) language?: string;
  @Column('text', { nullable: true }) rule?: string;
  @Column('text', { nullable: true }) reason?: string;
  @Column('uuid', { nullable: true }) messageId?: string;
  @Column('text', { nullable: true }) instrument?: string;
  @Column('text', { nullable: true }) instrumentVersion?: string;
  @Column('float8', { nullable: true }) samplingWeight?: number;
  @Column('timestamptz', { nullable: true }) invitedAt?: Date;
  @Column('timestamptz', { nullable: true }) expiresAt?: Date;
  @Column('int4', { nullable: true }) score?: number;
  @Column('jsonb', { nullable: true }) answers?: object;
  @Column('bool', { nullable: true }) isComplete?: boolean;
  @Column('int4', { nullable: true }) revision?: number;
  @Column('timestamptz', { nullable: true }) answeredAt?: Date;
  @Column('timestamptz', { nullable: true }) expiredAt?: Date;
}
