import { CaseStoryEntity } from './case-story.entity.js';
import { DecisionEntity } from './decision.entity.js';
import { IncidentCaseEntity, IncidentEntity, IncidentNoticeEntity } from './incident-entities.js';
import { eraseAddresses, eraseRoutingEvents } from './erasure-statements.js';
import { appendTable, stateTable } from '#libs/persistence';
import {
  AgentEntity,
  CaseReferenceEntity,
  IssueEntity,
  KnownCustomerEntity,
  OfferEntity,
  QueueDrainEntity,
  QueueFlowEntity,
  QueueItemEntity,
  ReplyAddressEntity,
  ReplyEntity,
  RoutingCommandEntity,
  SupportCaseEntity,
} from './routing-entities.js';

/** Channel on which the leader hears that something was asked. */
export const commandChannel = 'routing_command';

/** The stores of the unit of work. */
export const routingStores = {
  cases: stateTable(SupportCaseEntity, { key: 'caseId' }),
  issues: stateTable(IssueEntity, { key: 'issueId' }),
  references: stateTable(CaseReferenceEntity, { key: 'reference' }),
  addresses: stateTable(ReplyAddressEntity, { key: 'interactionId' }),
  newAddresses: appendTable(ReplyAddressEntity),
  replies: stateTable(ReplyEntity, { key: 'messageId' }),
  customers: stateTable(KnownCustomerEntity, { key: 'customerId' }),
  erasures: eraseAddresses,
  storedEvents: eraseRoutingEvents,
  commands: appendTable(RoutingCommandEntity, { notify: commandChannel }),
  stories: appendTable(CaseStoryEntity),
  incidents: stateTable(IncidentEntity, { key: 'incidentId' }),
  incidentCases: stateTable(IncidentCaseEntity, { key: 'linkId' }),
  incidentNotices: stateTable(IncidentNoticeEntity, { key: 'noticeId' }),
};

/** The tables that the engine alone writes. */
export const engineTables = {
  agents: appendTable(AgentEntity),
  items: appendTable(QueueItemEntity),
  offers: appendTable(OfferEntity),
  drains: appendTable(QueueDrainEntity),
  flows: appendTable(QueueFlowEntity),
  decisions: appendTable(DecisionEntity),
  stories: routingStores.stories,
};

export const routingEntities = [
  SupportCaseEntity,
  IssueEntity,
  CaseReferenceEntity,
  ReplyAddressEntity,
  KnownCustomerEntity,
  ReplyEntity,
  RoutingCommandEntity,
  AgentEntity,
  QueueItemEntity,
  OfferEntity,
  QueueDrainEntity,
  QueueFlowEntity,
  DecisionEntity,
  CaseStoryEntity,
  IncidentEntity,
  IncidentCaseEntity,
  IncidentNoticeEntity,
];
