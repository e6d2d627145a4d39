import { describe, expect, it } from '@jest/globals';
import { balanceOf, faultsOf } from './balance.js';
import { balanceTable } from './balance-table.js';
import { RecordOffsets } from './record-offsets.js';
import type { PartitionState, ServiceCounts } from './service-state.js';

const partition = (over: Partial<PartitionState>): PartitionState => ({
  ...{ topic: 't', partition: 0, next: 0, startedAt: 0 },
  ...{ handled: 0, ignored: 0, duplicate: 0, parked: 0, dead: 0, ...over },
});
const counts = (over: Partial<ServiceCounts>): ServiceCounts => ({
  ...{ partitions: [], outbox: 0, outboxRefused: 0, parked: 0, dead: 0, interactions: 0, ...over },
});
/** Offsets 10 to 19, with a hole at 15. */
const records = new RecordOffsets();
for (let offset = 10; offset < 20; offset++) if (offset !== 15) records.add('t', 0, offset);

const before = counts({ partitions: [partition({ next: 10, handled: 7, dead: 1 })], interactions: 4 });
const after = (over: Partial<PartitionState>, interactions = 6) =>
  balanceOf(
    'intake',
    before,
    counts({
      partitions: [partition({ next: 20, handled: 13, dead: 2, ignored: 1, duplicate: 1, ...over })],
      interactions,
    }),
    records,
  );

describe('the balance', () => {
  it('counts what came since the start, holes left out', () => {
    expect(after({})).toMatchObject({
      accepted: 9,
      effects: 6,
      ignored: 1,
      duplicate: 1,
      dead: 1,
      inFlight: 0,
      interactions: 2,
    });
    expect(faultsOf([after({})], 2)).toEqual([]);
  });

  it('knows what is on its way', () => {
    const balance = after({ next: 17, handled: 10 });
    expect(balance).toMatchObject({ accepted: 9, effects: 3, inFlight: 3 });
    expect(faultsOf([balance], 2)).toEqual(['intake has not consumed 3 records.']);
  });

  it.each([
    ['a record that nobody accounts for', after({ handled: 12 }), 'intake accounts for 8 of 9 records: 1 are missing.'],
    ['a record that counts twice', after({ handled: 14 }), 'intake accounts for 10 of 9 records: 1 are too many.'],
    ['a contact that is not recorded', after({}, 5), 'intake recorded 1 of 2 interactions: 1 are missing.'],
    ['a contact that is there twice', after({}, 7), 'intake recorded 3 of 2 interactions: 1 are too many.'],
  ])('says in a sentence: %s', (_, balance, sentence) => {
    expect(faultsOf([balance], 2)).toEqual([sentence]);
  });

  it('starts where a service first looked at a topic that is new to it', () => {
    const fresh = counts({ partitions: [partition({ next: 20, startedAt: 12, handled: 7 })] });
    expect(faultsOf([balanceOf('routing', counts({}), fresh, records)], 0)).toEqual([]);
  });

  it('is a table with a line for each service', () => {
    const [head, row] = balanceTable([after({})]).split('\n');
    expect(head?.split(/ {2,}/).slice(0, 3)).toEqual(['service', 'accepted', '= effects']);
    expect(row?.split(/ +/).slice(0, 3)).toEqual(['intake', '9', '6']);
    expect(head?.length).toBe(row?.length);
  });
});
