import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ToldSignal } from '../domain/facts/case-record.js';
import type { PhoneFacts } from '../domain/facts/contact.js';
import type { Contribution } from '../domain/facts/contribution.js';
import type { IssueContact } from '../domain/facts/customer-contacts.js';
import type { Dims } from '../domain/facts/dims.js';
import type { Work } from '../domain/facts/working-time.js';
import type { CaseMoment } from '../domain/signs/case-timeline.js';
import type { Speech } from '../domain/signs/phrases/speech.js';

/** What the figures follow from: one row for each case, contact, customer, invitation, response and agent. */
@Entity('case_record')
export class CaseRecordEntity {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('text', { nullable: true }) reference?: string;
  @Column('text', { nullable: true }) issueKey?: string;
  @Column('text', { nullable: true }) language?: string;
  @Column('jsonb') dims!: Dims;
  @Column('timestamptz', { nullable: true }) openedAt?: Date;
  @Column('jsonb') moments!: readonly CaseMoment[];
  @Column('jsonb') signals!: readonly ToldSignal[];
  @Column('bool') isCut!: boolean;
}

@Entity('contact_record')
export class ContactRecordEntity {
  @PrimaryColumn('uuid') interactionId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('timestamptz') occurredAt!: Date;
  @Column('jsonb') dims!: Dims;
  @Column('jsonb', { nullable: true }) phone?: PhoneFacts;
  @Column('jsonb', { nullable: true }) speech?: Speech;
  @Column('uuid', { nullable: true }) caseId?: string;
}

@Entity('customer_contacts')
export class CustomerContactsEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('jsonb') issues!: Readonly<Record<string, readonly IssueContact[]>>;
}

@Entity('survey_invitation')
export class InvitationEntity {
  @PrimaryColumn('uuid') messageId!: string;
  @Column('int4') version!: number;
  @Column('uuid', { nullable: true }) responseId?: string;
  @Column('timestamptz', { nullable: true }) invitedAt?: Date;
  @Column('jsonb') dims!: Dims;
  @Column('bool') isDelivered!: boolean;
}

@Entity('survey_response')
export class SurveyResponseEntity {
  @PrimaryColumn('uuid') responseId!: string;
  @Column('int4') version!: number;
  @Column('int4') revision!: number;
  @Column('timestamptz') invitedAt!: Date;
  @Column('timestamptz') answeredAt!: Date;
  @Column('jsonb') dims!: Dims;
  @Column('jsonb') contributions!: readonly Contribution[];
}

@Entity('agent_state')
export class AgentStateEntity {
  @PrimaryColumn('text') agentId!: string;
  @Column('int4') version!: number;
  @Column('int4') agentVersion!: number;
  @Column('text', { nullable: true }) team?: string;
  @Column('timestamptz') since!: Date;
  @Column('text') work!: Work;
  @Column('bool') isPresent!: boolean;
  @Column('int4') freeUnits!: number;
}
