import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { StackFailure } from './stack-failure.js';

/** The usual port first, then others that are easy to recognise and below the range the system hands out itself. */
export function candidatePorts(usual: number, count = 100): number[] {
  return Array.from({ length: count }, (_, index) => usual + index * 10);
}

/**
 * Ports for servers that are about to start. Between the look whether a port is free and the server's own claim to it,
 * another stack could choose the same one; so the UDP port of that number, which no server here uses, is held
 * meanwhile. The system gives it free when this process dies, however it dies.
 */
export class ReservedPorts {
  private readonly held: Socket[] = [];

  /** @throws StackFailure when all of a hundred candidates are taken */
  async reserve(usual: number): Promise<number> {
    for (const port of candidatePorts(usual)) {
      const socket = await hold(port);
      if (!socket) continue;
      this.held.push(socket);
      if (await isFree(port)) return port;
    }
    throw new StackFailure(`No free port on 127.0.0.1 near ${usual}: something on this machine holds them all.`);
  }

  release(): void {
    for (const socket of this.held.splice(0)) socket.close();
  }
}

async function hold(port: number): Promise<Socket | undefined> {
  const socket = createSocket('udp4').unref();
  socket.bind({ port, address: '127.0.0.1', exclusive: true });
  try {
    await once(socket, 'listening');
    return socket;
  } catch {
    return undefined; // another stack holds it
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
