import type { Socket } from 'node:net';
import { internal } from './kafkajs-internals.js';

interface Connection {
  socket?: Socket;
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected(): boolean;
  connect: (this: Connection) => Promise<boolean>;
}

/** The length before each reply. */
const lengthBytes = 4;

/**
 * A connection of kafkajs that is cut in the middle of a reply keeps the first half, and puts it before what the next
 * socket receives: replies are then read from the wrong place, which ends the process with a RangeError or lets requests
 * wait for their time-out. Sockets left behind can still bring data, or end the new one. Each connect begins clean.
 */
export function beginConnectionsClean(): void {
  const { prototype } = internal<{ prototype: Connection }>('network/connection.js');
  const original = prototype.connect;
  prototype.connect = function (this: Connection): Promise<boolean> {
    if (!this.isConnected()) {
      forget(this.socket);
      this.chunks = [];
      this.bytesBuffered = 0;
      this.bytesNeeded = lengthBytes;
    }
    return original.call(this);
  };
}

function forget(socket: Socket | undefined): void {
  if (socket === undefined) return;
  for (const event of ['data', 'end', 'error', 'timeout']) socket.removeAllListeners(event);
  socket.on('error', () => undefined);
  socket.destroy();
}
