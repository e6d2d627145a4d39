import { describe, expect, it } from '@jest/globals';
import { checkReference } from './check-reference.js';
import type { Breach } from './evidence.js';
import { asEvidence, contact, counted, healthyEvidence, type MutableEvidence } from './hand-made-evidence.js';

const breachesAfter = (change: (evidence: MutableEvidence) => void): Set<Breach> => {
  const evidence = healthyEvidence();
  change(evidence);
  return new Set(checkReference(asEvidence(evidence)).map((finding) => finding.breach));
};

const removeRecord = (evidence: MutableEvidence, topic: string, offset: number): void => {
  evidence.records = evidence.records.filter((record) => record.topic !== topic || record.offset !== offset);
};

const input = 'thirdring.interactions';
const output = 'thirdring.cases';

describe('the checker on hand-made histories', () => {
  it('finds nothing where all went well', () => {
    expect(checkReference(asEvidence(healthyEvidence()))).toEqual([]);
  });

  it.each<[string, (evidence: MutableEvidence) => void]>([
    [
      'events that were sent again, in order, after those that followed them',
      ({ records }) => records.push(counted(3, 1, 'i1', 'ana'), counted(4, 2, 'i2', 'ana')),
    ],
    [
      'a send without an answer that never arrived',
      ({ operations }) => operations.push({ ...operations[0]!, mark: '6', id: 'i6', told: 'unknown' }),
    ],
    [
      'another body under a known id',
      ({ operations, records, services: [tables] }) => {
        operations.push({ ...operations[0]!, mark: '6', kind: 'other-body' });
        records.push({
          ...contact(5, '6', 'i1', 'ana'),
          value: '{"interactionId":"i1","customerId":"ana","text":"x"}',
        });
        Object.assign(tables.positions[0]!, { next: 6, duplicate: 2 });
      },
    ],
  ])('accepts %s', (_, change) => {
    expect(breachesAfter(change)).toEqual(new Set());
  });

  it.each<[string, Breach, (evidence: MutableEvidence) => void]>([
    ['an acknowledged record that is not in the topic', 'lost', (evidence) => removeRecord(evidence, input, 4)],
    ['an event that is not in the inbox', 'lost', ({ services: [tables] }) => void tables.inbox.pop()],
    ['a position that stands still', 'lost', ({ services: [tables] }) => void (tables.positions[0]!.next = 4)],
    ['no position at all', 'lost', ({ services: [tables] }) => void (tables.positions[0]!.partition = 1)],
    ['a record that no count has', 'lost', ({ services: [tables] }) => void (tables.positions[0]!.handled = 2)],
    ['a record counted twice', 'doubled', ({ services: [tables] }) => void (tables.positions[0]!.duplicate = 2)],
    [
      'a contact that changed no state',
      'lost',
      ({ services: [tables] }) => (tables.own = { activity: [{ customer_id: 'ana', contacts: 2 }] }),
    ],
    [
      'a contact counted twice in the state',
      'doubled',
      ({ services: [tables] }) => (tables.own = { activity: [{ customer_id: 'ana', contacts: 3 }] }),
    ],
    ['an event that was never published', 'lost', (evidence) => removeRecord(evidence, output, 1)],
    [
      'one fact published under two ids',
      'doubled',
      ({ records }) => {
        const again = counted(3, 2, 'i2', 'ana');
        records.push({ ...again, headers: { ...again.headers, ce_id: 'another' } });
      },
    ],
    [
      'one id with two contents',
      'doubled',
      ({ records }) => records.push({ ...counted(3, 2, 'i2', 'ana'), value: '{"interactionId":"i9"}' }),
    ],
    [
      'two events of one subject in the wrong order',
      'reordered',
      (evidence) => {
        removeRecord(evidence, output, 0);
        evidence.records.push(counted(3, 1, 'i1', 'ana'));
      },
    ],
    [
      'contacts handled in another order than they came in',
      'reordered',
      (evidence) => {
        removeRecord(evidence, output, 0);
        removeRecord(evidence, output, 1);
        evidence.records.push(counted(3, 1, 'i2', 'ana'), counted(4, 2, 'i1', 'ana'));
      },
    ],
    [
      'a subject in two partitions',
      'reordered',
      ({ records }) => records.push({ ...counted(3, 3, 'i4', 'ana'), partition: 1 }),
    ],
    ['poison that nobody kept', 'lost', ({ services: [tables] }) => (tables.deadLetters = [])],
    ['poison kept twice', 'doubled', ({ services: [tables] }) => tables.deadLetters.push(tables.deadLetters[0]!)],
    [
      'a good event among the dead letters',
      'lost',
      ({ services: [tables] }) => tables.deadLetters.push({ ...tables.deadLetters[0]!, offset: 1 }),
    ],
    ['a row that stayed in the outbox', 'lost', ({ services: [tables] }) => (tables.outboxRows = 1)],
    ['a row that the broker refused', 'lost', ({ services: [tables] }) => (tables.refusedRows = 1)],
    [
      'an event that stayed parked',
      'lost',
      ({ services: [tables] }) => tables.parked.push({ topic: input, partition: 0, offset: 1 }),
    ],
    [
      'an unanswered send that arrived and had no effect',
      'lost',
      ({ operations, records, services: [tables] }) => {
        operations.push({ ...operations[0]!, mark: '6', id: 'i6', told: 'unknown' });
        records.push(contact(5, '6', 'i6', 'ana'));
        Object.assign(tables.positions[0]!, { next: 6, handled: 4 });
      },
    ],
  ])('reports %s as %s', (_, breach, change) => {
    expect(breachesAfter(change)).toContain(breach);
  });
});
