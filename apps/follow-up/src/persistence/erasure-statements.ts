import { eraseStoredEvents, type StatementTable } from '#libs/messaging';

/** Providers quote addresses in the reason of a bounce. */
export const eraseDeliveries: StatementTable = {
  kind: 'statement',
  name: 'erase_deliveries',
  columns: [{ property: 'customerId', type: 'uuid' }],
  text: 'update delivery set reason = null, version = version + 1 where reason is not null and customer_id = any($1::uuid[])',
};

/** Invitations carry an address, answers what somebody wrote. */
export const eraseFollowUpEvents: StatementTable = eraseStoredEvents([
  'thirdring.message.requested.v1',
  'thirdring.survey.answered.v1',
]);
