import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { StalledConnections } from './stalled-connections.js';

const servers: Server[] = [];
const accepted: Socket[] = [];

async function listening(): Promise<number> {
  const server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const timeoutOf = (port: number) => ({
  payload: {
    broker: `127.0.0.1:${port}`,
    ...{
      apiKey: 0,
      apiName: 'Produce',
      apiVersion: 7,
      clientId: 'c',
      correlationId: 1,
      createdAt: 0,
      pendingDuration: 0,
      sentAt: 0,
    },
  },
});

describe('StalledConnections', () => {
  afterEach(() => {
    for (const socket of accepted.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  it('cuts the connections to the broker that is silent, with an error, and no other', async () => {
    const connections = new StalledConnections();
    const [silent, healthy] = [await listening(), await listening()];
    const open = (port: number): Promise<Socket> =>
      new Promise((resolve) => {
        const socket = connections.socketFactory({
          host: '127.0.0.1',
          port,
          ssl: {},
          onConnect: () => resolve(socket),
        });
      });
    const [one, two, other] = [await open(silent), await open(silent), await open(healthy)];
    const errors = [once(one, 'error'), once(two, 'error')];
    connections.onRequestTimeout(timeoutOf(silent));
    expect((await Promise.all(errors)).flat().map(String)).toEqual(Array(2).fill('Error: No answer in time'));
    expect(other.destroyed).toBe(false);
    connections.onRequestTimeout(timeoutOf(healthy));
    await once(other, 'error');
  });

  it('knows nothing of brokers that it has no connection to', () => {
    expect(() => new StalledConnections().onRequestTimeout(timeoutOf(1))).not.toThrow();
  });
});
