import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ReservedPorts } from './reserved-ports.js';

const usual = 27411;
const first = new ReservedPorts();
const second = new ReservedPorts();

afterEach(() => {
  first.release();
  second.release();
});

describe('reserved ports', () => {
  it('are never given to two stacks, even before a server listens', async () => {
    expect(await first.reserve(usual)).toBe(usual);
    expect(await second.reserve(usual)).toBe(usual + 10);
  });

  it('pass by what another program listens on', async () => {
    const server = createServer().listen(usual, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await first.reserve(usual)).toBe(usual + 10);
    } finally {
      server.close();
    }
  });

  it('are free again after their release', async () => {
    expect(await first.reserve(usual)).toBe(usual);
    first.release();
    expect(await second.reserve(usual)).toBe(usual);
  });
});
