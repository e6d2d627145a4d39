import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a client has not taken by then is for its next connection to fetch. */
const buffered = 256 * 1024;
const keepAliveMs = 15_000;
const probeAfterMs = 3_000;
const reconnectMs = 2_000;

/** One client's stream of server-sent events (WHATWG HTML, 9.2). Never holds more than a fixed amount for it. */
export class EventStream {
  private readonly timer: NodeJS.Timeout;
  private readonly onClose: (() => void)[] = [];
  private isOver = false;

  private constructor(private readonly response: FastifyReply['raw']) {
    this.timer = setInterval(() => void this.write(': keep-alive\n\n'), keepAliveMs);
    response.once('close', () => this.closed());
    response.once('error', () => this.closed());
  }

  /** From here on the reply is the stream's. */
  static open(request: FastifyRequest, reply: FastifyReply): EventStream {
    reply.hijack();
    // A peer that is gone without a word is found out, also while there is nothing to send.
    request.raw.socket.setKeepAlive(true, probeAfterMs);
    request.raw.socket.setNoDelay(true);
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      connection: 'keep-alive',
    });
    reply.raw.write(`retry: ${String(reconnectMs)}\n\n`);
    return new EventStream(reply.raw);
  }

  get isOpen(): boolean {
    return !this.isOver;
  }

  whenClosed(act: () => void): void {
    if (this.isOver) act();
    else this.onClose.push(act);
  }

  /** False when the client takes too little; nothing was sent then. With an id the client goes on after it. */
  send(event: string, data: object, id?: string): boolean {
    const place = id === undefined ? '' : `id: ${id}\n`;
    return this.write(`event: ${event}\n${place}data: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    this.closed();
    this.response.end();
  }

  private write(text: string): boolean {
    if (this.isOver || this.response.writableLength > buffered) return false;
    this.response.write(text);
    return true;
  }

  private closed(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.timer);
    for (const act of this.onClose.splice(0)) act();
  }
}
