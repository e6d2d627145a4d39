import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('incident')
export class IncidentEntity {
  @PrimaryColumn('uuid') incidentId!: string;
  @Column('int4') version!: number;
  @Column('text') kind!: string;
  @Column('text') title!: string;
  @Column('jsonb') rule!: object;
  @Column('jsonb') reasons!: object;
  @Column('text') language!: string;
  @Column('text') timeZone!: string;
  @Column('timestamptz') newDueAt!: Date;
  @Column('int4') revision!: number;
  @Column('text') state!: string;
  @Column('timestamptz') declaredAt!: Date;
  @Column('text') declaredBy!: string;
  @Column('timestamptz') endedAt?: Date;
  @Column('timestamptz') reviewBy?: Date;
  @Column('text') endedBy?: string;
  @Column('jsonb') closing?: object;
  @Column('timestamptz') sweptAt?: Date;
  @Column('timestamptz') fullSweepAt?: Date;
}

@Entity('incident_case')
export class IncidentCaseEntity {
  @PrimaryColumn('uuid') linkId!: string;
  @Column('int4') version!: number;
  @Column('uuid') incidentId!: string;
  @Column('uuid') caseId!: string;
  @Column('timestamptz') linkedAt!: Date;
  @Column('int4') revision!: number;
  @Column('text') toldBy!: string;
  @Column('uuid') promiseId?: string;
  @Column('timestamptz') endedAt?: Date;
}

@Entity('incident_notice')
export class IncidentNoticeEntity {
  @PrimaryColumn('uuid') noticeId!: string;
  @Column('int4') version!: number;
  @Column('uuid') incidentId!: string;
}
