import type { DumpedRecord, Evidence, Finding, Operation } from './evidence.js';

/** Header by which a record in a topic is known as a client's operation. */
export const markHeader = 'chaos_mark';

/** Broker and clients: what was acknowledged is in the log, and what cannot be handled is a dead letter of `service`. */
export function checkOperations(
  { operations, records, services }: Evidence,
  service: string,
  topic: string,
): Finding[] {
  const findings: Finding[] = [];
  const marked = recordsByMark(records, topic);
  const tables = services.find((candidate) => candidate.service === service);
  const dead = new Set(tables?.deadLetters.map((letter) => `${letter.topic}/${letter.partition}/${letter.offset}`));
  for (const operation of operations) {
    if (operation.door === 'http') continue;
    const found = marked.get(operation.mark) ?? [];
    if (operation.told === 'acknowledged' && found.length === 0)
      findings.push({
        breach: 'lost',
        where: 'Kafka',
        what: `${describe(operation)} was acknowledged and is not there`,
      });
    for (const record of found) {
      const isDead = dead.has(`${record.topic}/${record.partition}/${record.offset}`);
      if (operation.kind === 'poison' && !isDead)
        findings.push({ breach: 'lost', where: service, what: `${describe(operation)} is not in the dead letters` });
      if (operation.kind !== 'poison' && operation.kind !== 'other-body' && isDead)
        findings.push({ breach: 'lost', where: service, what: `${describe(operation)} became a dead letter` });
    }
  }
  return findings;
}

export function recordsByMark(records: readonly DumpedRecord[], topic: string): Map<string, DumpedRecord[]> {
  const marked = new Map<string, DumpedRecord[]>();
  for (const record of records) {
    const mark = record.headers[markHeader];
    if (mark === undefined || record.topic !== topic) continue;
    const same = marked.get(mark);
    if (same === undefined) marked.set(mark, [record]);
    else same.push(record);
  }
  return marked;
}

export const describe = (operation: Operation): string =>
  `${operation.kind} ${operation.note} (${operation.source} ${operation.id}, mark ${operation.mark})`;
