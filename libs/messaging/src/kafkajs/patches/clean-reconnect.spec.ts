import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from '#libs/testing';
import { applyPatches } from './apply-patches.js';

const require = createRequire(import.meta.url);

interface Reply {
  readonly correlationId: number;
}

type ConnectionClass = new (options: object) => {
  connect(): Promise<boolean>;
  disconnect(): Promise<boolean>;
  isConnected(): boolean;
  requestQueue: { fulfillRequest: (reply: Reply) => void };
};

/** Length, correlation id, four bytes of body. */
const whole = Buffer.from([0, 0, 0, 8, 0, 0, 0, 7, 1, 2, 3, 4]);
/** The first bytes of a reply of 100. */
const half = Buffer.from([0, 0, 0, 100, 0, 0, 0, 6, 1]);

describe('a connection that is cut in the middle of a reply', () => {
  let server: Server | undefined;
  const sockets: Socket[] = [];

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server?.close();
  });

  it('reads the replies of the next socket from their start', async () => {
    applyPatches();
    const Connection = require('kafkajs/src/network/connection') as ConnectionClass;
    const toSend = [half, whole];
    server = createServer((socket: Socket) => {
      sockets.push(socket.on('error', () => undefined));
      const reply = toSend.shift();
      if (reply === half) socket.end(reply);
      else if (reply) socket.write(reply);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const silent = { debug: () => undefined, error: () => undefined, namespace: () => silent };
    const connection = new Connection({
      ...{ host: '127.0.0.1', port, logger: silent, connectionTimeout: 1_000, requestTimeout: 1_000 },
      socketFactory: ({ onConnect }: { onConnect: () => void }) => {
        const socket = connect({ host: '127.0.0.1', port }, onConnect);
        sockets.push(socket);
        return socket;
      },
    });
    const replies: number[] = [];
    connection.requestQueue.fulfillRequest = ({ correlationId }) => void replies.push(correlationId);

    await connection.connect();
    await eventually(() => expect(connection.isConnected()).toBe(false));
    await connection.connect();
    await eventually(() => expect(replies).toEqual([7]));
    await connection.disconnect();
  });
});
