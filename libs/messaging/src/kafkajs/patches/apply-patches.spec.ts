import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { applyPatches } from './apply-patches.js';
import { encodeBatch } from './record-batch-encoder.js';

const require = createRequire(import.meta.url);

describe('applyPatches', () => {
  it('knows the installed kafkajs: check every patch against a new release before naming it here', () => {
    expect(applyPatches()).toBe(true);
  });

  it('is in effect in the modules that kafkajs loads for its first request', async () => {
    applyPatches();
    const { protocol } = require('kafkajs/src/protocol/requests/fetch') as {
      protocol: (options: { version: number }) => (request: { topics: [] }) => { response: Response };
    };
    interface Response {
      decode: (reply: Buffer) => Promise<{ responses: { partitions: { messages: object[] }[] }[] }>;
    }
    const { response } = protocol({ version: 4 })({ topics: [] });
    const { responses } = await response.decode(
      fetchReply(encodeBatch({ lastOffsetDelta: 3, records: [{ value: 'a' }] })),
    );
    expect(responses[0]?.partitions[0]?.messages.map(({ constructor }) => constructor.name)).toEqual([
      'LazyMessage',
      'LazyMessage',
    ]);
  });

  it('arms no timer for a queue with nothing in it', () => {
    applyPatches();
    const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => {
      throttleCheckTimeoutId: unknown;
      throttledUntil: number;
      checkPendingRequests(): void;
      destroy(): void;
    };
    const queue = new RequestQueue({ logger: {} });
    queue.checkPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
    queue.throttledUntil = Date.now() + 60_000;
    queue.checkPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.destroy();
  });
});

/** One topic with one partition, in version 4 of the protocol. */
function fetchReply(batch: Buffer): Buffer {
  const reply = Buffer.alloc(4 + 4 + 2 + 1 + 4 + 4 + 2 + 8 + 8 + 4 + 4);
  let at = reply.writeInt32BE(0, 0);
  at = reply.writeInt32BE(1, at);
  at = reply.writeInt16BE(1, at);
  at += reply.write('t', at);
  at = reply.writeInt32BE(1, at);
  at = reply.writeInt32BE(0, at);
  at = reply.writeInt16BE(0, at);
  at = reply.writeBigInt64BE(4n, at);
  at = reply.writeBigInt64BE(4n, at);
  at = reply.writeInt32BE(0, at);
  reply.writeInt32BE(batch.length, at);
  return Buffer.concat([reply, batch]);
}
