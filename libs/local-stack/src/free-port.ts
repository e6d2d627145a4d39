import { createServer } from 'node:net';
import { StackFailure } from './stack-failure.js';

/** The usual port first, then others that are easy to recognise and below the range the system hands out itself. */
export function candidatePorts(usual: number, count = 100): number[] {
  return Array.from({ length: count }, (_, index) => usual + index * 10);
}

/** @throws StackFailure when all of a hundred candidates are taken */
export async function freePort(
  usual: number,
  isFree: (port: number) => Promise<boolean> = isPortFree,
): Promise<number> {
  for (const port of candidatePorts(usual)) if (await isFree(port)) return port;
  throw new StackFailure(`No free port on 127.0.0.1 near ${usual}: something on this machine holds them all.`);
}

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
