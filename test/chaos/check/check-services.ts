import { checkCommands } from './commands.js';
import { append, countBy, once, sum } from './counting.js';
import { checkConsumption } from './consumption.js';
import type { Evidence, Finding, Operation } from './evidence.js';
import { describe, recordsByMark, checkOperations } from './operations.js';
import { checkPublication, inOrder } from './publication.js';
import { Tables } from './tables.js';

const inbound = 'thirdring.interactions.inbound';
const sources = ['intake', 'routing', 'follow-up', 'feedback-analytics'].map((service) => `/thirdring/${service}`);

/**
 * The pipeline: each contact that was taken in is one interaction, one pair of events, a part of one case, and one row in
 * follow-up and in feedback-analytics; each case has its acknowledgement and, when closed, its survey.
 */
export function checkServices(evidence: Evidence): Finding[] {
  const tables = new Tables(evidence);
  return [
    ...checkOperations(evidence, 'intake', inbound),
    ...checkConsumption(evidence),
    ...checkPublication(evidence, new Set(sources)),
    ...takenIn(evidence, tables),
    ...interactionOrder(evidence, tables),
    ...followed(tables),
    ...cases(tables),
    ...answers(tables),
    ...checkCommands(evidence.operations, tables),
  ];
}

/** Every contact that reached a door is stored once. */
function takenIn({ operations, records }: Evidence, tables: Tables): Finding[] {
  const findings: Finding[] = [];
  const marked = recordsByMark(records, inbound);
  const stored = countBy(tables.rows('intake', 'interaction'), externalIdOf);
  const mayBe = new Set<string>();
  for (const operation of operations) {
    if (!isContact(operation)) continue;
    mayBe.add(operation.id);
    const isThere = operation.door === 'http' ? operation.told === 'acknowledged' : marked.has(operation.mark);
    if (isThere && !stored.has(operation.id))
      findings.push({ breach: 'lost', where: 'intake', what: `${describe(operation)} was taken in and is not stored` });
  }
  for (const [id, count] of stored) {
    if (count > 1) findings.push({ breach: 'doubled', where: 'intake', what: `${id} is stored ${count} times` });
    if (!mayBe.has(id))
      findings.push({ breach: 'doubled', where: 'intake', what: `${id} is stored and nobody sent it` });
  }
  return findings;
}

const isContact = ({ kind }: Operation): boolean => kind === 'event' || kind === 'repeat' || kind === 'other-body';

const externalIdOf = (row: Readonly<Record<string, unknown>>): string =>
  (JSON.parse(String(row['body'])) as { externalId: string }).externalId;

/** Contacts of one customer through Kafka are told in the order in which the inbound partition has them. */
function interactionOrder({ operations, records }: Evidence, tables: Tables): Finding[] {
  const byMark = new Map(operations.map((operation) => [operation.mark, operation]));
  const wanted = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const record of inOrder(records.filter(({ topic }) => topic === inbound))) {
    const operation = byMark.get(record.headers['chaos_mark'] ?? '');
    if (operation === undefined || !isContact(operation) || seen.has(operation.id)) continue;
    seen.add(operation.id);
    append(wanted, operation.subject, operation.id);
  }
  const told = new Map<string, string[]>();
  for (const event of tables.events('thirdring.interaction.received.v1'))
    if (seen.has(String(event.data['externalId'])))
      append(told, (event.data['party'] as { handle: string }).handle, String(event.data['externalId']));
  return [...wanted].flatMap(([handle, ids]): Finding[] => {
    const list = told.get(handle) ?? [];
    if (list.length !== ids.length || list.every((id, index) => id === ids[index])) return [];
    return [{ breach: 'reordered', where: handle, what: 'contacts were told in another order than they came in' }];
  });
}

/** What each service has of an interaction. */
function followed(tables: Tables): Finding[] {
  const interactions = new Set(tables.rows('intake', 'interaction').map((row) => String(row['interaction_id'])));
  const idOf = (event: { data: Record<string, unknown> }) => String(event.data['interactionId']);
  const caseParts = ['opened', 'interaction-added', 'reopened'].flatMap((fact) =>
    tables.events(`thirdring.case.${fact}.v1`),
  );
  // An answer to a survey is nobody's work.
  const work = tables
    .events('thirdring.interaction.classified.v1')
    .filter((event) => (event.data['kind'] as { value: string }).value !== 'survey-response')
    .map(idOf);
  return [
    ...once('received events', interactions, tables.events('thirdring.interaction.received.v1').map(idOf)),
    ...once('classified events', interactions, tables.events('thirdring.interaction.classified.v1').map(idOf)),
    ...once('parts of a case', new Set(work), caseParts.map(idOf)),
    ...once('rows of follow-up', interactions, tables.ids('follow-up', 'interaction_record', 'interaction_id')),
    ...once('rows of analytics', interactions, tables.ids('feedback-analytics', 'interaction_fact', 'interaction_id')),
    ...sum(
      'contacts in the daily volume',
      tables.total('feedback-analytics', 'daily_volume', 'received'),
      interactions.size,
    ),
  ];
}

/** What follows from a case. */
function cases(tables: Tables): Finding[] {
  const stored = new Set(tables.ids('routing', 'support_case', 'case_id'));
  const opened = tables.events('thirdring.case.opened.v1').map((event) => String(event.data['caseId']));
  const closings = tables
    .events('thirdring.case.closed.v1')
    .map((event) => `${String(event.data['caseId'])} ${String(event.data['cycle'])}`);
  const surveys = tables.rows('follow-up', 'survey').map((row) => `${String(row['case_id'])} ${String(row['cycle'])}`);
  const acknowledgements = tables.events('thirdring.message.requested.v1', 'acknowledgement').length;
  const suppressed = tables.total('intake', 'acknowledgement_suppression', 'count');
  return [
    ...once('opened events', stored, opened),
    ...once('journeys', stored, tables.ids('follow-up', 'journey', 'case_id')),
    ...once('facts of cases', stored, tables.ids('feedback-analytics', 'case_fact', 'case_id')),
    ...sum(
      'cases in the daily volume',
      tables.total('feedback-analytics', 'daily_volume', 'cases_opened'),
      stored.size,
    ),
    ...sum('acknowledgements', acknowledgements + suppressed, stored.size),
    ...once('surveys', new Set(closings), surveys),
    ...sum(
      'closings in the daily volume',
      tables.total('feedback-analytics', 'daily_volume', 'cases_closed'),
      closings.length,
    ),
    ...versions(tables),
  ];
}

/** An answered survey is told once, and counted once. */
function answers(tables: Tables): Finding[] {
  const answered = tables.rows('follow-up', 'survey').filter((row) => row['status'] === 'answered');
  const ids = new Set(answered.map((row) => String(row['response_id'])));
  const told = tables.events('thirdring.survey.answered.v1').map((event) => String(event.data['responseId']));
  const recorded = tables
    .events('thirdring.feedback.recorded.v1')
    .filter((event) => event.data['measure'] === 'csat')
    .map((event) => String(event.data['responseId']));
  const stored = tables
    .rows('feedback-analytics', 'feedback')
    .filter((row) => row['measure'] === 'csat')
    .map((row) => String(row['response_id']));
  return [
    ...once('answers told', ids, told),
    ...once('feedback records', ids, recorded),
    ...once('feedback rows', ids, stored),
    ...sum('answers in the daily CSAT', tables.total('feedback-analytics', 'daily_csat', 'n'), ids.size),
  ];
}

/** A case's version is the number of its facts: each was published, and none twice. */
function versions(tables: Tables): Finding[] {
  const findings: Finding[] = [];
  const facts = countBy(
    tables.eventsOf('thirdring.cases').map((event) => ({ id: event.data['caseId'] })),
    (fact) => String(fact.id),
  );
  for (const row of tables.rows('routing', 'support_case')) {
    const id = String(row['case_id']);
    findings.push(...sum(`facts of case ${id}`, facts.get(id) ?? 0, Number(row['version'])));
  }
  return findings;
}
