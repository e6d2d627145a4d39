import { append } from './counting.js';
import { checkConsumption } from './consumption.js';
import type { DumpedRecord, Evidence, Finding, Operation } from './evidence.js';
import { checkOperations, markHeader } from './operations.js';
import { checkPublication, inOrder } from './publication.js';

const input = 'thirdring.interactions';
const output = 'thirdring.cases';
const source = '/thirdring/reference';

/**
 * The reference service counts the contacts of each customer and publishes one event for each. From the input topic
 * follows what must be there: the distinct events of each customer, in the order of the partition.
 */
export function checkReference(evidence: Evidence): Finding[] {
  return [
    ...checkOperations(evidence, 'reference', input),
    ...checkConsumption(evidence),
    ...checkPublication(evidence, new Set([source])),
    ...effects(evidence),
  ];
}

function effects(evidence: Evidence): Finding[] {
  const findings: Finding[] = [];
  const expected = expectedContacts(evidence);
  const published = publishedContacts(evidence.records);
  const activity = new Map(
    evidence.services
      .find((tables) => tables.service === 'reference')
      ?.own['activity']?.map((row) => [String(row['customer_id']), Number(row['contacts'])]),
  );
  for (const customer of new Set([...expected.keys(), ...published.keys(), ...activity.keys()])) {
    const where = `customer ${customer}`;
    const wanted = expected.get(customer) ?? [];
    findings.push(...compareCounts(where, 'contacts are stored', activity.get(customer) ?? 0, wanted.length));
    findings.push(...compareLists(where, published.get(customer) ?? [], wanted));
  }
  return findings;
}

function compareCounts(where: string, what: string, found: number, wanted: number): Finding[] {
  if (found === wanted) return [];
  return [{ breach: found < wanted ? 'lost' : 'doubled', where, what: `${found} ${what}, ${wanted} were sent` }];
}

function compareLists(where: string, found: readonly string[], wanted: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const missing = wanted.filter((id) => !found.includes(id));
  const extra = found.filter((id, index) => !wanted.includes(id) || found.indexOf(id) !== index);
  if (missing.length > 0)
    findings.push({ breach: 'lost', where, what: `${missing.length} contacts were never published: ${missing[0]}` });
  if (extra.length > 0)
    findings.push({ breach: 'doubled', where, what: `${extra.length} contacts were published too often: ${extra[0]}` });
  if (missing.length + extra.length === 0 && found.some((id, index) => id !== wanted[index]))
    findings.push({ breach: 'reordered', where, what: 'contacts were published in another order than they came in' });
  return findings;
}

/** Interaction ids of each customer, the first record of each event deciding. */
function expectedContacts({ operations, records }: Evidence): Map<string, string[]> {
  const byMark = new Map<string, Operation>(operations.map((operation) => [operation.mark, operation]));
  const seen = new Set<string>();
  const expected = new Map<string, string[]>();
  for (const record of inOrder(records.filter(({ topic }) => topic === input))) {
    const operation = byMark.get(record.headers[markHeader] ?? '');
    if (operation === undefined || operation.kind === 'poison' || operation.kind === 'unknown-type') continue;
    const identity = `${operation.source} ${operation.id}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const { interactionId, customerId } = JSON.parse(record.value ?? '{}') as Record<string, string>;
    append(expected, String(customerId), String(interactionId));
  }
  return expected;
}

function publishedContacts(records: readonly DumpedRecord[]): Map<string, string[]> {
  const seen = new Set<string>();
  const published = new Map<string, string[]>();
  const ours = records.filter(({ topic, headers }) => topic === output && headers['ce_source'] === source);
  for (const record of inOrder(ours)) {
    const id = String(record.headers['ce_id']);
    if (seen.has(id)) continue;
    seen.add(id);
    const { interactionId, customerId } = JSON.parse(record.value ?? '{}') as Record<string, string>;
    append(published, String(customerId), String(interactionId));
  }
  return published;
}
