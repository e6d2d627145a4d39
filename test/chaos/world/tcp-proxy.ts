import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Bytes that still pass before both ends are cut. */
  left: number;
}

/** A TCP connection between a service and a server that can be cut, silenced and reset. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private server: Server | undefined;
  private cutAfterBytes = Infinity;
  private isSilent = false;

  private constructor(
    readonly port: number,
    private targetPort: number,
  ) {}

  /** The target may be set later, as a server may need to know the proxy's port before it starts. */
  static async start(targetPort = 0): Promise<TcpProxy> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    const proxy = new TcpProxy(port, targetPort);
    await proxy.listen();
    return proxy;
  }

  aimAt(targetPort: number): void {
    this.targetPort = targetPort;
  }

  /** All connections end, new ones are refused. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const pair of this.pairs) this.end(pair);
    if (server === undefined) return;
    server.close();
    await once(server, 'close');
  }

  /** Nothing passes any more and nobody is told; what was sent meanwhile arrives when it is heard again. */
  silence(): void {
    this.isSilent = true;
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  /** Every connection of this moment is reset (RST). */
  reset(): void {
    for (const { client, server } of this.pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Each connection passes so many bytes, both ways together, and is then cut, in the middle of a message mostly. */
  cutAfter(bytes: number): void {
    this.cutAfterBytes = bytes;
    for (const pair of this.pairs) pair.left = bytes;
  }

  /** As if nothing had been. */
  async heal(): Promise<void> {
    this.cutAfterBytes = Infinity;
    this.isSilent = false;
    for (const pair of this.pairs) {
      pair.left = Infinity;
      pair.client.resume();
      pair.server.resume();
    }
    if (this.server === undefined) await this.listen();
  }

  async close(): Promise<void> {
    await this.cut();
  }

  private async listen(): Promise<void> {
    const server = createServer((client) => this.accept(client));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.server = server;
  }

  private accept(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.targetPort });
    const pair: Pair = { client, server, left: this.cutAfterBytes };
    this.pairs.add(pair);
    client.setNoDelay(true);
    server.setNoDelay(true);
    this.pass(pair, client, server);
    this.pass(pair, server, client);
    if (!this.isSilent) return;
    client.pause();
    server.pause();
  }

  private pass(pair: Pair, from: Socket, to: Socket): void {
    from.on('data', (chunk) => {
      pair.left -= chunk.length;
      if (pair.left < 0) {
        to.write(chunk.subarray(0, Math.max(0, chunk.length + pair.left)), () => this.end(pair));
        return;
      }
      if (!to.write(chunk)) from.pause();
    });
    to.on('drain', () => this.isSilent || from.resume());
    from.on('end', () => to.end());
    from.on('error', () => this.end(pair));
    from.on('close', () => this.end(pair));
  }

  private end(pair: Pair): void {
    this.pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}
