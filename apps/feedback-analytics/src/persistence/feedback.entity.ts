import type {
  Channel,
  Component,
  Dimension,
  FeedbackRelation,
  FeedbackSource,
  Kind,
  Measure,
  Need,
  ScaleDirection,
} from '#libs/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The columns of `feedback.recorded`, in its order. Absent is NULL; arrays are never NULL. */
@Entity('feedback')
export class FeedbackEntity {
  @PrimaryColumn('uuid') feedbackId!: string;
  @Column('int4') revision!: number;
  /** The revision again, under the name that the unit of work knows. */
  @Column('int4') version!: number;
  @Column('bool') deleted!: boolean;
  @Column('timestamptz') occurredAt!: Date;
  @Column('timestamptz') recordedAt!: Date;
  @Column('text') sourceType!: FeedbackSource;
  @Column('text') sourceId!: string;
  @Column('uuid', { nullable: true }) responseId?: string;
  @Column('text', { nullable: true }) programmeId?: string;
  @Column('bool', { nullable: true }) complete?: boolean;
  @Column('float8', { nullable: true }) samplingWeight?: number;
  @Column('text', { nullable: true }) instrument?: string;
  @Column('text', { nullable: true }) instrumentVersion?: string;
  @Column('text') item!: string;
  @Column('text') itemLabel!: string;
  @Column('text') measure!: Measure;
  @Column('float8', { nullable: true }) scaleMin?: number;
  @Column('float8', { nullable: true }) scaleMax?: number;
  @Column('text', { nullable: true }) direction?: ScaleDirection;
  @Column('float8', { nullable: true }) valueNumber?: number;
  @Column('text', { nullable: true }) valueText?: string;
  @Column('text', { nullable: true }) valueChoice?: string;
  @Column('text', { nullable: true }) component?: Component;
  @Column('text', { nullable: true }) dimension?: Dimension;
  @Column('text', { nullable: true }) driver?: string;
  @Column('float8', { nullable: true }) sentiment?: number;
  @Column('text', { nullable: true }) topic?: string;
  @Column('jsonb') topics!: string[];
  @Column('text', { nullable: true }) language?: string;
  @Column('uuid') customerId!: string;
  @Column('text', { nullable: true }) segment?: string;
  @Column('text', { nullable: true }) tier?: string;
  @Column('text', { nullable: true }) channel?: Channel;
  @Column('text', { nullable: true }) kind?: Kind;
  @Column('text', { nullable: true }) primaryNeed?: Need;
  @Column('jsonb') needs!: Need[];
  @Column('text', { nullable: true }) issueKey?: string;
  @Column('uuid', { nullable: true }) caseId?: string;
  @Column('int4', { nullable: true }) cycle?: number;
  @Column('text', { nullable: true }) agentId?: string;
  @Column('jsonb') agentIds!: string[];
  @Column('text', { nullable: true }) teamId?: string;
  @Column('text', { nullable: true }) queueId?: string;
  @Column('text', { nullable: true }) brand?: string;
  @Column('text', { nullable: true }) site?: string;
  @Column('text', { nullable: true }) product?: string;
  @Column('timestamptz', { nullable: true }) invitedAt?: Date;
  @Column('timestamptz', { nullable: true }) answeredAt?: Date;
  @Column('bool', { nullable: true }) isFirstContact?: boolean;
  @Column('text') relation!: FeedbackRelation;
}
