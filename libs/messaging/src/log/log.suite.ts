import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { RecordRefused, WriterFenced } from './log.js';
import type { Log, LogAdmin } from './log.js';
import { LogProbe, bytes, record } from './log.probe.js';

/**
 * What every implementation of the ports in `log.ts` must do, on a real broker. A log may be told to keep several
 * members of one group, as processes would: `makeLog` is called for each.
 */
export function describeLog(name: string, makeLog: () => Log): void {
  describe(name, () => {
    let admin: LogAdmin;
    const topics: string[] = [];
    const probes: LogProbe[] = [];

    beforeAll(async () => {
      admin = makeLog().admin();
      await admin.connect();
    });
    afterEach(async () => {
      await Promise.all(probes.splice(0).map((probe) => probe.end()));
    });
    afterAll(async () => {
      await admin.delete(topics);
      await admin.disconnect();
    });

    const newTopic = async (partitions = 1, config: Record<string, string> = {}): Promise<string> => {
      const topic = `log-suite-${randomUUID()}`;
      await admin.create([{ name: topic, partitions, replicationFactor: 1, config }]);
      topics.push(topic);
      return topic;
    };
    const newProbe = (groupId: string = randomUUID()): LogProbe => {
      const probe = new LogProbe(makeLog(), groupId);
      probes.push(probe);
      return probe;
    };

    describe('topics', () => {
      it('are created with partitions and settings, and described with them', async () => {
        const topic = await newTopic(3, { 'retention.ms': '3600000' });
        const [state] = await admin.describe([topic, 'log-suite-no-such-topic']);
        expect(state).toMatchObject({ name: topic, partitions: 3 });
        expect(state?.config['retention.ms']).toBe('3600000');
      });

      it('keep their other settings when one is altered', async () => {
        const topic = await newTopic(1, { 'retention.ms': '3600000' });
        await admin.alterConfig(topic, { 'max.message.bytes': '2000000' });
        const [state] = await admin.describe([topic]);
        expect(state?.config).toMatchObject({ 'retention.ms': '3600000', 'max.message.bytes': '2000000' });
      });

      it('may be created twice', async () => {
        const topic = await newTopic(2);
        await admin.create([{ name: topic, partitions: 2, replicationFactor: 1, config: {} }]);
        expect(await admin.describe([topic])).toHaveLength(1);
      });

      it('say how many partitions they have, and clearly when they do not exist', async () => {
        const log = makeLog();
        expect(await log.partitionsOf(await newTopic(5))).toBe(5);
        await expect(log.partitionsOf('log-suite-no-such-topic')).rejects.toThrow('does not exist');
      });

      it('are deleted, and those that do not exist are no matter', async () => {
        const topic = await newTopic();
        await admin.delete([topic, 'log-suite-no-such-topic']);
        await eventually(async () => expect(await admin.describe([topic])).toEqual([]));
      });

      it('know where they start and end', async () => {
        const topic = await newTopic(2);
        await newProbe().send([record(topic, 1, 'a'), record(topic, 1, 'b')]);
        expect(await admin.ends(topic)).toEqual([
          { topic, partition: 0, low: '0', high: '0' },
          { topic, partition: 1, low: '0', high: '2' },
        ]);
      });
    });

    describe('writing', () => {
      it('acknowledges every partition that it wrote to', async () => {
        const topic = await newTopic(3);
        const outcomes = await newProbe().send([record(topic, 0, 'a'), record(topic, 2, 'b'), record(topic, 0, 'c')]);
        expect([...outcomes].sort((a, b) => a.partition - b.partition)).toEqual([
          { topic, partition: 0, errorCode: 0 },
          { topic, partition: 2, errorCode: 0 },
        ]);
      });

      it('acknowledges several topics in one send', async () => {
        const [one, other] = [await newTopic(), await newTopic()];
        const outcomes = await newProbe().send([record(one, 0, 'a'), record(other, 0, 'b')]);
        expect(outcomes.map((outcome) => outcome.topic).sort()).toEqual([one, other].sort());
      });

      it('takes one send at a time', async () => {
        const topic = await newTopic();
        const writer = await newProbe().writer();
        const first = writer.send([record(topic, 0, 'a')]);
        await expect(writer.send([record(topic, 0, 'b')])).rejects.toThrow('in flight');
        await first;
      });

      it('refuses for good a record that is larger than the topic allows', async () => {
        const topic = await newTopic(1, { 'max.message.bytes': '10000' });
        await expect(newProbe().send([record(topic, 0, 'x'.repeat(20_000))])).rejects.toThrow(RecordRefused);
      });

      it('ends a writer with its first failure, because its sequence numbers are unknown then', async () => {
        const topic = await newTopic(1, { 'max.message.bytes': '10000' });
        const writer = await newProbe().writer();
        await expect(writer.send([record(topic, 0, 'x'.repeat(20_000))])).rejects.toThrow(RecordRefused);
        await expect(writer.send([record(topic, 0, 'fine')])).rejects.toThrow('make a new one');
      });

      it('fences a transactional writer when a newer one has its id', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        const transactionalId = randomUUID();
        const older = await probe.writer({ transactionalId });
        await older.send([record(topic, 0, 'before')]);
        const newer = await probe.writer({ transactionalId });
        await expect(older.send([record(topic, 0, 'zombie')])).rejects.toThrow(WriterFenced);
        await newer.send([record(topic, 0, 'after')]);
        await probe.read([topic]);
        await probe.expectValues(topic, 0, ['before', 'after']);
      });

      it('writes many transactions one after the other', async () => {
        const topic = await newTopic(2);
        const probe = newProbe();
        const writer = await probe.writer({ transactionalId: randomUUID() });
        const values = Array.from({ length: 20 }, (_, i) => String(i));
        for (const value of values) await writer.send([record(topic, 0, value), record(topic, 1, value)]);
        await probe.read([topic]);
        await probe.expectValues(topic, 0, values);
        await probe.expectValues(topic, 1, values);
      });
    });

    describe('reading', () => {
      it('gives back keys, values and headers as they are, binary and empty ones too', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([
          { topic, partition: 0, key: 'ключ', value: bytes(0, 255, 10), headers: { ce_type: 'größe', empty: '' } },
          { topic, partition: 0, key: '', value: '', headers: {} },
        ]);
        await probe.read([topic]);
        const [first, second] = await probe.expectRecords(topic, 0, 2);
        expect(first).toMatchObject({
          topic,
          partition: 0,
          offset: '0',
          key: Buffer.from('ключ'),
          value: bytes(0, 255, 10),
        });
        expect(first?.headers).toEqual({ ce_type: Buffer.from('größe'), empty: Buffer.alloc(0) });
        expect(Math.abs(Number(first?.timestamp) - Date.now())).toBeLessThan(60_000);
        expect(second).toMatchObject({ key: Buffer.alloc(0), value: Buffer.alloc(0), headers: {} });
      });

      it('delivers each partition in order, and all of it', async () => {
        const topic = await newTopic(3);
        const probe = newProbe();
        const values = Array.from({ length: 500 }, (_, i) => String(i));
        for (let sent = 0; sent < values.length; sent += 50) {
          const part = values.slice(sent, sent + 50);
          await probe.send([0, 1, 2].flatMap((partition) => part.map((value) => record(topic, partition, value))));
        }
        await probe.read([topic]);
        for (const partition of [0, 1, 2]) await probe.expectValues(topic, partition, values);
      });

      it('delivers different partitions at once', async () => {
        const topic = await newTopic(2);
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a'), record(topic, 1, 'b')]);
        // Each batch waits until the other one is there: one after the other would never end.
        const both = probe.barrier(2);
        await probe.read([topic], { onBatch: both });
        await probe.expectValues(topic, 0, ['a']);
        await probe.expectValues(topic, 1, ['b']);
      });

      it('starts where onAssigned says', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send(['a', 'b', 'c'].map((value) => record(topic, 0, value)));
        await probe.read([topic], { start: () => '2' });
        await probe.expectValues(topic, 0, ['c']);
      });

      it('holds every partition back until onAssigned has resolved', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a')]);
        let release = (): void => undefined;
        const held = new Promise<void>((resolve) => (release = resolve));
        await probe.read([topic], { beforeAssigned: () => held });
        await probe.stillNothing(topic, 0);
        release();
        await probe.expectValues(topic, 0, ['a']);
      });

      it('asks again when onAssigned fails', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a')]);
        let failures = 2;
        await probe.read([topic], {
          beforeAssigned: () => (failures-- > 0 ? Promise.reject(new Error('database away')) : Promise.resolve()),
        });
        await probe.expectValues(topic, 0, ['a']);
      });

      it('delivers again what was not resolved', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a'), record(topic, 0, 'b')]);
        let failures = 2;
        await probe.read([topic], { onBatch: () => failures-- <= 0 });
        await probe.expectValues(topic, 0, ['a', 'b']);
        expect(probe.batches(topic, 0).map((batch) => batch.records[0]?.offset)).toEqual(['0', '0', '0']);
      });

      it('delivers only the rest when a part was resolved', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send(['a', 'b', 'c'].map((value) => record(topic, 0, value)));
        await probe.read([topic], {
          onBatch: (batch, control) => {
            if (batch.records[0]?.offset !== '0') return true;
            control.resolve('2');
            return false;
          },
        });
        await probe.expectValues(topic, 0, ['c']);
      });

      it('starts over from the offset given after a crash without commit', async () => {
        const topic = await newTopic();
        const group = randomUUID();
        const crashed = newProbe(group);
        await crashed.send([record(topic, 0, 'a')]);
        await crashed.read([topic]);
        await crashed.expectValues(topic, 0, ['a']);
        await crashed.end();
        const next = newProbe(group);
        await next.read([topic], { start: () => '0' });
        await next.expectValues(topic, 0, ['a']);
      });

      it('goes back and forth with seek', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send(['a', 'b', 'c'].map((value) => record(topic, 0, value)));
        const reader = await probe.read([topic]);
        await probe.expectValues(topic, 0, ['a', 'b', 'c']);
        reader.seek({ topic, partition: 0 }, '1');
        await probe.expectValues(topic, 0, ['a', 'b', 'c', 'b', 'c']);
      });

      it('tells a batch that its partition was sought elsewhere', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send(['a', 'b'].map((value) => record(topic, 0, value)));
        const current: boolean[] = [];
        await probe.read([topic], {
          onBatch: (batch, control, reader) => {
            if (batch.records[0]?.offset === '0') reader.seek(batch, '1');
            current.push(control.isCurrent());
            return control.isCurrent();
          },
        });
        await probe.expectValues(topic, 0, ['b']);
        expect(current).toEqual([false, true]);
      });

      it('pauses one partition while the others flow, and resumes it', async () => {
        const topic = await newTopic(2);
        const probe = newProbe();
        const reader = await probe.read([topic]);
        await probe.assigned();
        reader.pause([{ topic, partition: 0 }]);
        await probe.send([record(topic, 0, 'later'), record(topic, 1, 'now')]);
        await probe.expectValues(topic, 1, ['now']);
        await probe.stillNothing(topic, 0);
        reader.resume([{ topic, partition: 0 }]);
        await probe.expectValues(topic, 0, ['later']);
      });

      it('keeps a partition paused that was paused while it was assigned', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a')]);
        const reader = await probe.read([topic], { pauseWhenAssigned: true });
        await probe.stillNothing(topic, 0);
        reader.resume([{ topic, partition: 0 }]);
        await probe.expectValues(topic, 0, ['a']);
      });

      it('reads a record of 5 MiB while the other partitions stay busy', async () => {
        const topic = await newTopic(3, { 'max.message.bytes': String(6 * 1024 * 1024) });
        const probe = newProbe();
        await probe.send([record(topic, 1, 'y'.repeat(5 * 1024 * 1024))]);
        for (const partition of [0, 2]) {
          for (let i = 0; i < 3; i += 1) await probe.send([record(topic, partition, 'z'.repeat(900_000))]);
        }
        await probe.read([topic]);
        const [large] = await probe.expectRecords(topic, 1, 1);
        expect(large?.value?.length).toBe(5 * 1024 * 1024);
        await probe.expectRecords(topic, 0, 3);
        await probe.expectRecords(topic, 2, 3);
      });

      it('passes over what transactions leave behind, and says so', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        const writer = await probe.writer({ transactionalId: randomUUID() });
        await writer.send([record(topic, 0, 'a'), record(topic, 0, 'b')]);
        await writer.send([record(topic, 0, 'c')]);
        const reader = await probe.read([topic]);
        await probe.expectValues(topic, 0, ['a', 'b', 'c']);
        const batches = probe.batches(topic, 0);
        expect(batches.flatMap((batch) => batch.records.map(({ offset }) => offset))).toEqual(['0', '1', '3']);
        await probe.expectPosition(topic, 0, '5');
        // From inside the hole there is nothing to deliver, and the position still moves.
        reader.seek({ topic, partition: 0 }, '4');
        await probe.expectHole(topic, 0, '5');
      });

      it('delivers nothing of an aborted transaction', async () => {
        const topic = await newTopic(2, { 'max.message.bytes': '10000' });
        const probe = newProbe();
        const transactionalId = randomUUID();
        const failing = await probe.writer({ transactionalId });
        const records = [record(topic, 0, 'aborted'), record(topic, 1, 'x'.repeat(20_000))];
        await expect(failing.send(records)).rejects.toThrow(RecordRefused);
        const next = await probe.writer({ transactionalId });
        await next.send([record(topic, 0, 'committed')]);
        await probe.read([topic]);
        await probe.expectValues(topic, 0, ['committed']);
      });

      it('reports a handler that rejects, and does not count the batch as done', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a')]);
        await probe.read([topic], { onBatch: () => Promise.reject(new Error('a bug')) });
        await probe.expectCrash('eachBatch must not reject');
        await probe.read([topic]);
        await probe.expectValues(topic, 0, ['a']);
      });

      it('starts at the beginning when the position does not exist, and delivers the offsets as they are', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        await probe.send([record(topic, 0, 'a')]);
        await probe.read([topic], { start: () => '1000' });
        await probe.expectValues(topic, 0, ['a']);
      });
    });

    describe('a group', () => {
      it('gives each member the same partition numbers of every topic', async () => {
        const both = [await newTopic(4), await newTopic(4)];
        const group = randomUUID();
        const members = [newProbe(group), newProbe(group)];
        for (const member of members) await member.read(both);
        const numbers = await members[0]?.assignedEvenly(members, both, 4);
        for (const { topicNumbers } of numbers ?? []) expect(topicNumbers[0]).toEqual(topicNumbers[1]);
      });

      it('hands partitions over to a new member, and the old one hears of it by its heartbeat', async () => {
        const topic = await newTopic(2);
        const group = randomUUID();
        const older = newProbe(group);
        await older.send([record(topic, 0, 'a'), record(topic, 1, 'b')]);
        // The first batches are held until the heartbeat fails; what they were about must be delivered again.
        await older.read([topic], { onBatch: older.untilHeartbeatFails() });
        await older.assigned();
        const newer = newProbe(group);
        await newer.read([topic]);
        await older.heartbeatFailed();
        await newer.assignedEvenly([older, newer], [topic], 2);
        await older.expectTogether(newer, topic, ['a', 'b']);
        expect(older.currentAfterFailure()).toEqual(new Set([false]));
      });

      it('gives the partitions of a member that left to those that stay', async () => {
        const topic = await newTopic(2);
        const group = randomUUID();
        const [staying, leaving] = [newProbe(group), newProbe(group)];
        await staying.read([topic]);
        await leaving.read([topic]);
        await staying.assignedEvenly([staying, leaving], [topic], 2);
        await leaving.end();
        await staying.assignedEvenly([staying], [topic], 2);
        await staying.send([record(topic, 0, 'a'), record(topic, 1, 'b')]);
        await staying.expectValues(topic, 0, ['a']);
        await staying.expectValues(topic, 1, ['b']);
      });

      it('knows the committed offsets, for lag tools', async () => {
        const topic = await newTopic();
        const probe = newProbe();
        const reader = await probe.read([topic]);
        await probe.assigned();
        await expect(reader.commit([{ topic, partition: 0, offset: '0' }])).resolves.toBeUndefined();
      });
    });
  });
}
