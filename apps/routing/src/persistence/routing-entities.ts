import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity('support_case')
export class SupportCaseEntity {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('int4') version!: number;
  @Column('text') reference!: string;
  @Column('uuid') customerId!: string;
  @Column('uuid') interactionId!: string;
  @Column('text') issueKey!: string;
  @Column('text') status!: string;
  @Column('int4') cycle!: number;
  @Column('text') channel!: string;
  @Column('text') channelAccount!: string;
  @Column('text') queueId?: string;
  @Column('text') teamId?: string;
  @Column('text') brand?: string;
  @Column('text') site?: string;
  @Column('text') product?: string;
  @Column('text') language?: string;
  @Column('text') kind!: string;
  @Column('jsonb') needs!: string[];
  @Column('text') primaryNeed?: string;
  @Column('int4') urgency!: number;
  @Column('bool') isFirstContact!: boolean;
  @Column('bool') anonymous!: boolean;
  @Column('bool') automatic!: boolean;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz') resolvedAt?: Date;
  @Column('timestamptz') closedAt?: Date;
  @Column('text') agentId?: string;
  @Column('jsonb') agentIds!: string[];
  @Column('int4') leg!: number;
  @Column('uuid') itemId?: string;
  @Column('uuid') replyTo!: string;
  @Column('uuid') ownReplyTo?: string;
  @Column('timestamptz') waitingSince?: Date;
  @Column('timestamptz') firstRepliedAt?: Date;
  @Column('text') waitingOn?: string;
  @Column('text') plan?: string;
  @Column('text') entitlement?: string;
  @Column('jsonb') times?: object;
  @Column('jsonb') promises?: object;
  @Column('jsonb') transfers?: object;
  @Column('jsonb') journey?: object;
  @Column('uuid') parentCaseId?: string;
}

@Entity('issue')
export class IssueEntity {
  @PrimaryColumn('uuid') issueId!: string;
  @Column('int4') version!: number;
  @Column('uuid') caseId!: string;
}

@Entity('case_reference')
export class CaseReferenceEntity {
  @PrimaryColumn('text') reference!: string;
  @Column('int4') version!: number;
  @Column('uuid') caseId!: string;
}

@Entity('reply_address')
export class ReplyAddressEntity {
  @PrimaryColumn('uuid') interactionId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId?: string;
  @Column('text') channel!: string;
  @Column('text') channelAccount!: string;
  @Column('text') handle!: string;
  @Column('text') externalId!: string;
  @Column('text') threadId?: string;
  @Column('text') subject?: string;
}

@Entity('known_customer')
export class KnownCustomerEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('int4') profileVersion!: number;
  @Column('uuid') mergedInto?: string;
  @Column('jsonb') mergedFrom!: string[];
  @Column('timestamptz') erasedAt?: Date;
}

@Entity('reply')
export class ReplyEntity {
  @PrimaryColumn('uuid') messageId!: string;
  @Column('int4') version!: number;
  @Column('uuid') caseId!: string;
  @Column('text') agentId?: string;
  @Column('float8') waitedSeconds!: number;
  @Column('bool') requested!: boolean;
  @Column('timestamptz') repliedAt!: Date;
}

@Entity('routing_command')
export class RoutingCommandEntity {
  @PrimaryGeneratedColumn('identity', { type: 'int8' }) id!: string;
  @Column('uuid') commandId?: string;
  @Column('jsonb') body!: object;
}

/** Written by the engine alone, as those below. */
@Entity('agent')
export class AgentEntity {
  @PrimaryColumn('text') agentId!: string;
  @Column('int4') version!: number;
  @Column('text') teamId?: string;
  @Column('jsonb') skills!: object;
  @Column('jsonb') queues!: string[];
  @Column('jsonb') presence!: object;
  @Column('int4') units!: number;
  @Column('int4') held!: number;
  @Column('int4') exclusive!: number;
  @Column('timestamptz') idleSince!: Date;
  @Column('jsonb') detail!: object;
}

@Entity('queue_item')
export class QueueItemEntity {
  @PrimaryColumn('uuid') itemId!: string;
  @Column('uuid') caseId!: string;
  @Column('text') queueId!: string;
  @Column('text') channel!: string;
  @Column('text') state!: string;
  @Column('timestamptz') enqueuedAt!: Date;
  @Column('int4') offers!: number;
  @Column('text') agentId?: string;
  @Column('jsonb') excluded?: object;
  @Column('jsonb') detail!: object;
}

@Entity('queue_drain')
export class QueueDrainEntity {
  @PrimaryColumn('uuid') drainId!: string;
  @Column('text') queueId!: string;
  @Column('text') target!: string;
  @Column('text') reason!: string;
  @Column('text') decidedBy?: string;
  @Column('text') state!: string;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz') endedAt?: Date;
  @Column('int4') moved!: number;
}

@Entity('queue_flow')
export class QueueFlowEntity {
  @PrimaryColumn('text') queueId!: string;
  @Column('jsonb') flow!: object;
}

@Entity('offer')
export class OfferEntity {
  @PrimaryColumn('uuid') offerId!: string;
  @Column('uuid') itemId!: string;
  @Column('uuid') caseId!: string;
  @Column('text') agentId!: string;
  @Column('text') state!: string;
  @Column('timestamptz') offeredAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz') endedAt?: Date;
  @Column('text') reason?: string;
}
