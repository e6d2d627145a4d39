import { connect } from 'node:net';

const metadataKey = 3;
const timeoutMs = 1000;

/**
 * True when the broker accepts requests and has been let into its cluster: it then names itself in its answer to a
 * Metadata request. The port alone is open some hundred milliseconds too early.
 */
export function answersMetadata(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const brokers = parseBrokerCount(received);
      if (brokers !== undefined) settle(brokers > 0);
    });
  });
}

/** Metadata version 1 with an empty list of topics: brokers only. */
export function metadataRequest(): Buffer {
  const body = Buffer.alloc(14);
  body.writeInt16BE(metadataKey, 0);
  body.writeInt16BE(1, 2); // version
  body.writeInt32BE(1, 4); // correlation id
  body.writeInt16BE(-1, 8); // no client id
  body.writeInt32BE(0, 10); // topics
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

/** Size, correlation id, number of brokers, …; `undefined` while too little has arrived. */
export function parseBrokerCount(received: Buffer): number | undefined {
  return received.length < 12 ? undefined : received.readInt32BE(8);
}
