import type { DeadLetter, DumpedRecord, Evidence, Operation, ServiceTables } from './evidence.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? Mutable<E>[] : T[K] };
export type MutableEvidence = {
  operations: Operation[];
  records: DumpedRecord[];
  services: [Mutable<ServiceTables>];
};

const input = 'thirdring.interactions';
const output = 'thirdring.cases';

const operation = (mark: string, kind: Operation['kind'], id: string, subject: string): Operation => ({
  ...{ mark, door: 'kafka', kind, note: '', source: '/thirdring/intake', id, subject },
  told: 'acknowledged',
});

export const contact = (offset: number, mark: string, id: string, customerId: string): DumpedRecord => ({
  ...{ topic: input, partition: 0, offset, key: customerId },
  headers: {
    ce_source: '/thirdring/intake',
    ce_id: id,
    ce_type: 'thirdring.interaction.received.v1',
    chaos_mark: mark,
  },
  value: JSON.stringify({ interactionId: id, customerId }),
});

export const counted = (offset: number, sequence: number, interactionId: string, customerId: string): DumpedRecord => ({
  ...{ topic: output, partition: 0, offset, key: customerId },
  headers: {
    ce_source: '/thirdring/reference',
    ce_id: `out-${interactionId}`,
    ce_type: 'thirdring.case.interaction-added.v1',
    ce_subject: customerId,
    ce_sequence: String(sequence),
  },
  value: JSON.stringify({ interactionId, customerId }),
});

const dead: DeadLetter = { topic: input, partition: 0, offset: 3, code: 'invalid-json', reason: '(body): is no JSON' };

/** A run in which all went well: two customers, three contacts, one of them sent twice, one poison. */
export function healthyEvidence(): MutableEvidence {
  return {
    operations: [
      operation('1', 'event', 'i1', 'ana'),
      operation('2', 'event', 'i2', 'ana'),
      operation('3', 'repeat', 'i1', 'ana'),
      operation('4', 'poison', 'p1', 'ana'),
      operation('5', 'event', 'i3', 'bela'),
    ],
    records: [
      contact(0, '1', 'i1', 'ana'),
      contact(1, '2', 'i2', 'ana'),
      contact(2, '3', 'i1', 'ana'),
      { ...contact(3, '4', 'p1', 'ana'), value: '{"broken' },
      contact(4, '5', 'i3', 'bela'),
      counted(0, 1, 'i1', 'ana'),
      counted(1, 2, 'i2', 'ana'),
      counted(2, 1, 'i3', 'bela'),
    ],
    services: [
      {
        service: 'reference',
        positions: [
          {
            ...{ topic: input, partition: 0, next: 5, startedAt: 0 },
            ...{ handled: 3, ignored: 0, duplicate: 1, parked: 0, dead: 1 },
          },
        ],
        inbox: ['i1', 'i2', 'i3'].map((id) => ({ source: '/thirdring/intake', id })),
        outboxRows: 0,
        refusedRows: 0,
        deadLetters: [dead],
        parked: [],
        own: {
          activity: [
            { customer_id: 'ana', contacts: 2 },
            { customer_id: 'bela', contacts: 1 },
          ],
        },
      },
    ],
  };
}

export const asEvidence = (evidence: MutableEvidence): Evidence => evidence;
